namespace Delight.Simulator;

/// <summary>Common names of many languages and scripts: what a shop's customers are really called.</summary>
internal static class DemoNames
{
    public static IReadOnlyList<(string[] First, string[] Last)> ByLanguage { get; } =
    [
        (["Grace", "Oliver", "Beverly"], ["Smith", "O'Neill", "Taylor-Jones"]),
        (["Jürgen", "Käthe", "Sören"], ["Müller", "Weiß", "von der Heide"]),
        (["Chloé", "François", "Zoë"], ["Lefèvre", "D'Angelo", "Saint-Exupéry"]),
        (["Íñigo", "María José", "Lucía"], ["Núñez", "García Márquez", "Peña"]),
        (["João", "Conceição", "Inês"], ["Gonçalves", "de Souza", "Magalhães"]),
        (["Łukasz", "Małgorzata", "Żaneta"], ["Wójcik", "Źrebiec", "Kowalska"]),
        (["Jiří", "Eliška", "Řehoř"], ["Dvořák", "Němcová", "Čapek"]),
        (["Þórunn", "Björk", "Ægir"], ["Guðmundsdóttir", "Jónsson", "Sigurðardóttir"]),
        (["Çağla", "İlker", "Işıl"], ["Yıldız", "Öztürk", "Şahin"]),
        (["Nguyễn", "Thị Hương", "Đức"], ["Trần", "Phạm", "Vũ"]),
        (["Ольга", "Дмитро", "Ганна"], ["Шевченко", "Іваненко", "Ковальчук"]),
        (["Αλέξης", "Ελένη", "Γιώργος"], ["Παπαδόπουλος", "Οικονόμου", "Νικολάου"]),
        (["محمد", "فاطمة", "يوسف"], ["العلي", "حداد", "المصري"]),
        (["נועה", "דוד", "שירה"], ["כהן", "לוי", "מזרחי"]),
        (["प्रिया", "अर्जुन", "लक्ष्मी"], ["शर्मा", "सिंह", "गुप्ता"]),
        (["ஸ்ரீதர்", "மீனா", "கார்த்திக்"], ["முருகன்", "செல்வம்", "இராஜன்"]),
        (["สมชาย", "มาลี", "กิตติ"], ["ใจดี", "ทองสุข", "ศรีสุข"]),
        (["伟", "秀英", "芳"], ["王", "李", "欧阳"]),
        (["さくら", "健太", "美咲"], ["佐藤", "髙橋", "渡邉"]),
        (["민준", "서연", "지우"], ["김", "이", "남궁"]),
    ];
}

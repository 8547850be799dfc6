-- Which of its rule's wordings a line's words are, and all of them in JSON; nothing where a rule has only one.
alter table parcel_lines add column wording text;
alter table parcel_lines add column wordings text;

-- How a line wants to be packed, as the catalogue had it when the line was chosen.
alter table parcel_lines add column care text not null default '';
alter table parcel_lines add column grams bigint;

-- Needs the first step.
alter table things add column colour text;

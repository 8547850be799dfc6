-- A failed message that is tried again by itself when this time has come; without one it waits for a person.
alter table failures add column due_at bigint;
alter table failures add column attempts bigint not null default 0;

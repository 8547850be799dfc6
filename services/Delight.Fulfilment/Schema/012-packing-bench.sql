-- Who has a parcel in hand at the packing bench, and until when; a lease that ran out stands until somebody takes the parcel over.
create table leases (
    shop     text   not null,
    order_id bigint not null,
    bench    text   not null,
    packer   text   not null,
    until    bigint not null,
    primary key (shop, order_id)
);
create index leases_of_bench on leases (bench);

-- The lines of a parcel that the packer ticked; the key names a line as it was worded then.
create table ticks (
    shop     text   not null,
    order_id bigint not null,
    key      text   not null,
    primary key (shop, order_id, key)
);

-- A parcel that was finished at a bench: until then whoever did it may take it back, and nothing changes it.
alter table parcels add column closing_until bigint;
alter table parcels add column closing_by text;
create index parcels_closing on parcels (closing_until) where closing_until is not null;

-- An answer may also wait for such a parcel: what takes a gift away, or reports it as shipped, does so whether its rule is paused or not.
alter table held_answers add column waits_for_rule integer not null default 1;

-- Made anew each time the answer is kept: whoever gave it back removes what they gave, and not what was kept again since.
alter table held_answers add column kept text not null default '';

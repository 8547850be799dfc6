-- The record is looked at from its end, and grows with every parcel that is packed at a bench.
create index interventions_by_time on interventions (at);

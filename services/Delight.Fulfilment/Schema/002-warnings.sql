-- What each rule has to say about a parcel that was packed before its answer came.
alter table decisions add column warning text;

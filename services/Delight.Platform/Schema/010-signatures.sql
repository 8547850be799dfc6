-- When a delivery in each shop's name was last signed as it should be, and when one was last refused for its signature; 0 for never.
-- Times in microseconds since 1970 (UTC).
create table shop_signatures (
    shop       text   not null primary key,
    fitted_at  bigint not null,
    refused_at bigint not null
);

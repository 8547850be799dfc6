-- What a shop's refresh token has become: each one serves once. Both tokens are sealed with a key made of the app's client secret, which
-- is in the settings alone.
create table shopify_tokens (
    shop          text   not null primary key,
    begun_with    text   not null, -- a digest of the refresh token in the settings
    refresh_token text,
    access_token  text,
    granted_at    bigint,
    ends_at       bigint,
    renewing      bigint not null  -- until then one process renews it
);

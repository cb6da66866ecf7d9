-- The two roles of sfs on a PostgreSQL of your own, and its database. Run once, as a superuser:
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v app_password=… -f roles.sql
--
-- sfs_owner owns the tables and migrates them; sfs_app is what the server works as. It can neither change a table nor edit
-- or delete an audit event. The names matter: the migrations take rights from sfs_app by name.
CREATE ROLE sfs_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
CREATE ROLE sfs_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'app_password';
CREATE DATABASE sfs OWNER sfs_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE sfs FROM PUBLIC;
GRANT CONNECT ON DATABASE sfs TO sfs_app;
\connect sfs
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO sfs_owner;
GRANT USAGE ON SCHEMA public TO sfs_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sfs_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sfs_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sfs_owner GRANT USAGE ON SEQUENCES TO sfs_app;

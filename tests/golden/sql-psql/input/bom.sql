CREATE TABLE bom (id int);
CREATE TABLE crlf (
  id int -- comment
);

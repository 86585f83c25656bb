ALTER TABLE users ALTER name TYPE varchar(20), ALTER name SET NOT NULL;

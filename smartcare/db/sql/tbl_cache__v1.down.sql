DROP TABLE smartcare_cache;

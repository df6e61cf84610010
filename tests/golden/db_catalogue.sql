-- extensions
btree_gist
pg_trgm
unaccent

-- enums
address_use: home, temporary
birth_precision: day, month, year, unknown
contact_kind: cellphone, other_cellphone, landline, email
facility_ownership: government, private, ngo, military, police, unknown
facility_setting: rural, urban, peri_urban, unknown
facility_status: operational, under_construction, closed, unknown
facility_type: health_post, rural_health_centre, urban_health_centre, zonal_health_centre, border_health_post, hospital_affiliated_health_centre, hospital_level_1, hospital_level_2, hospital_level_3, unknown
family_relation: mother, father, guardian, spouse
identifier_system: nrc, under_five_card, napsa, nupin, art_number, passport
marital_status: single, married, cohabiting, separated, divorced, widowed
patient_sex: F, M, O, U
phone_owner: own, partner, relative, neighbour, unknown
staff_role: registration_clerk, midwife, clinical_officer, facility_administrator, auditor, data_protection_officer, system_administrator
text_state: ok, said_none, to_mend

-- columns
account_emailaddress.email character varying(254) not null
account_emailaddress.id integer not null
account_emailaddress.primary boolean not null
account_emailaddress.user_id bigint not null
account_emailaddress.verified boolean not null
account_emailconfirmation.created timestamp with time zone not null
account_emailconfirmation.email_address_id integer not null
account_emailconfirmation.id integer not null
account_emailconfirmation.key character varying(64) not null
account_emailconfirmation.sent timestamp with time zone
accounts_membership.facility_id bigint
accounts_membership.id bigint not null
accounts_membership.role staff_role not null
accounts_membership.user_id bigint not null
accounts_membership.valid daterange not null
accounts_user.date_joined timestamp with time zone not null
accounts_user.email character varying(254) not null
accounts_user.id bigint not null
accounts_user.is_active boolean not null
accounts_user.is_staff boolean not null
accounts_user.is_superuser boolean not null
accounts_user.last_login timestamp with time zone
accounts_user.name text not null
accounts_user.password character varying(128) not null
accounts_user.username character varying(150) not null
accounts_user_groups.group_id integer not null
accounts_user_groups.id bigint not null
accounts_user_groups.user_id bigint not null
accounts_user_user_permissions.id bigint not null
accounts_user_user_permissions.permission_id integer not null
accounts_user_user_permissions.user_id bigint not null
audit_detached.detached_at timestamp with time zone not null default statement_timestamp()
audit_detached.detached_by text not null
audit_detached.events bigint not null
audit_detached.first_id bigint not null
audit_detached.last_id bigint not null
audit_detached.month text not null
audit_events.act text
audit_events.action "char" not null
audit_events.actor_id text
audit_events.actor_name text
audit_events.address inet
audit_events.db_user text not null
audit_events.facility_id integer
audit_events.id bigint not null default nextval('audit_events_id_seq'::regclass)
audit_events.occurred_at timestamp with time zone not null
audit_events.patient_id uuid
audit_events.payload text
audit_events.payload_commit bytea
audit_events.program text
audit_events.reason text
audit_events.request_id uuid
audit_events.role text
audit_events.row_id text
audit_events.salt uuid
audit_events.session bytea
audit_events.table_name text
audit_events.xid xid8 not null default pg_current_xact_id()
audit_heads.base_event_id bigint not null default 0
audit_heads.last_event_id bigint not null
audit_heads.root bytea not null
audit_heads.sealed_at timestamp with time zone not null
audit_heads.signed_note text not null
audit_heads.size bigint not null
audit_heads.snapshot pg_snapshot not null
audit_heads.system_identifier bigint not null
audit_signals.actor_id text not null
audit_signals.actor_name text
audit_signals.day date not null
audit_signals.facility_id integer
audit_signals.found_at timestamp with time zone not null
audit_signals.happened integer not null
audit_signals.id bigint not null
audit_signals.kind text not null
audit_signals.looked_at timestamp with time zone
audit_signals.looked_by text
audit_signals.looked_by_name text
audit_signals.patient_id uuid
audit_signals.remark text
audit_signals.usual integer
audit_tiles.event_ids bigint[]
audit_tiles.first_id bigint
audit_tiles.hashes bytea not null
audit_tiles.last_id bigint
audit_tiles.level smallint not null
audit_tiles.number bigint not null
auth_group.id integer not null
auth_group.name character varying(150) not null
auth_group_permissions.group_id integer not null
auth_group_permissions.id bigint not null
auth_group_permissions.permission_id integer not null
auth_permission.codename character varying(100) not null
auth_permission.content_type_id integer not null
auth_permission.id integer not null
auth_permission.name character varying(255) not null
django_admin_log.action_flag smallint not null
django_admin_log.action_time timestamp with time zone not null
django_admin_log.change_message text not null
django_admin_log.content_type_id integer
django_admin_log.id integer not null
django_admin_log.object_id text
django_admin_log.object_repr character varying(200) not null
django_admin_log.user_id bigint not null
django_content_type.app_label character varying(100) not null
django_content_type.id integer not null
django_content_type.model character varying(100) not null
django_migrations.app character varying(255) not null
django_migrations.applied timestamp with time zone not null
django_migrations.id bigint not null
django_migrations.name character varying(255) not null
django_session.expire_date timestamp with time zone not null
django_session.session_data text not null
django_session.session_key character varying(40) not null
facilities_district.id bigint not null
facilities_district.name text not null
facilities_district.other_names text[] not null
facilities_district_province.district_id bigint not null
facilities_district_province.id bigint not null
facilities_district_province.province_id bigint not null
facilities_district_province.valid daterange not null
facilities_facility.catchment_cso_count integer
facilities_facility.catchment_head_count integer
facilities_facility.dhis2_uid text
facilities_facility.district_id bigint
facilities_facility.facility_type facility_type not null
facilities_facility.id bigint not null
facilities_facility.ihris_id text
facilities_facility.is_unknown boolean not null
facilities_facility.latitude_deg numeric(12,9)
facilities_facility.list_row jsonb
facilities_facility.longitude_deg numeric(12,9)
facilities_facility.mfl_code text
facilities_facility.name text not null
facilities_facility.name_key text generated smartcare_facility_key(name)
facilities_facility.operation_status facility_status not null
facilities_facility.ownership facility_ownership not null
facilities_facility.setting facility_setting not null
facilities_facility.smartcare_id text
facilities_province.id bigint not null
facilities_province.name text not null
facilities_province.other_names text[] not null
patient_address.area text
patient_address.city_town_village text
patient_address.district_id bigint
patient_address.house_number text
patient_address.id uuid not null
patient_address.landmarks text
patient_address.patient_id uuid not null
patient_address.rank integer generated 
CASE
    WHEN upper_inf(valid) THEN 0
    ELSE (upper(valid) - '1900-01-01'::date)
END
patient_address.road_street text
patient_address.updated_at timestamp with time zone not null
patient_address.updated_by text not null
patient_address.use address_use not null
patient_address.valid daterange not null
patient_address.version integer not null
patient_address_history.area text
patient_address_history.city_town_village text
patient_address_history.district_id bigint
patient_address_history.history_act text
patient_address_history.history_change_reason text
patient_address_history.history_date timestamp with time zone not null
patient_address_history.history_id uuid not null
patient_address_history.history_type character varying(1) not null
patient_address_history.history_user_id text
patient_address_history.history_user_name text
patient_address_history.house_number text
patient_address_history.id uuid not null
patient_address_history.landmarks text
patient_address_history.patient_id uuid not null
patient_address_history.road_street text
patient_address_history.updated_at timestamp with time zone not null
patient_address_history.updated_by text not null
patient_address_history.use address_use not null
patient_address_history.valid daterange not null
patient_address_history.version integer not null
patient_contacts.digits text generated regexp_replace(COALESCE(value, value_given), '[^0-9]'::text, ''::text, 'g'::text)
patient_contacts.id uuid not null
patient_contacts.is_primary boolean not null
patient_contacts.kind contact_kind not null
patient_contacts.owner phone_owner not null
patient_contacts.owner_name text not null
patient_contacts.patient_id uuid not null
patient_contacts.rank integer generated 
CASE
    WHEN upper_inf(valid) THEN 0
    ELSE (upper(valid) - '1900-01-01'::date)
END
patient_contacts.state text_state not null
patient_contacts.updated_at timestamp with time zone not null
patient_contacts.updated_by text not null
patient_contacts.valid daterange not null
patient_contacts.value text
patient_contacts.value_given text
patient_contacts.version integer not null
patient_contacts_history.history_act text
patient_contacts_history.history_change_reason text
patient_contacts_history.history_date timestamp with time zone not null
patient_contacts_history.history_id uuid not null
patient_contacts_history.history_type character varying(1) not null
patient_contacts_history.history_user_id text
patient_contacts_history.history_user_name text
patient_contacts_history.id uuid not null
patient_contacts_history.is_primary boolean not null
patient_contacts_history.kind contact_kind not null
patient_contacts_history.owner phone_owner not null
patient_contacts_history.owner_name text not null
patient_contacts_history.patient_id uuid not null
patient_contacts_history.state text_state not null
patient_contacts_history.updated_at timestamp with time zone not null
patient_contacts_history.updated_by text not null
patient_contacts_history.valid daterange not null
patient_contacts_history.value text
patient_contacts_history.value_given text
patient_contacts_history.version integer not null
patient_core.age_stated_on date
patient_core.age_stated_years smallint
patient_core.birth_precision birth_precision not null
patient_core.country text not null
patient_core.date_of_birth date
patient_core.date_of_birth_given date
patient_core.facility_given text
patient_core.facility_id bigint not null
patient_core.first_name text not null
patient_core.first_name_given text
patient_core.id uuid not null
patient_core.is_estimated_dob boolean
patient_core.legacy_id bigint not null default nextval('patient_legacy_id_seq'::regclass)
patient_core.name_key text generated smartcare_name_key((COALESCE(first_name, ''::text) || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(surname, ''::text)), ''::text)))
patient_core.no_nrc boolean
patient_core.no_phone boolean not null
patient_core.registered_at timestamp with time zone
patient_core.registered_at_given timestamp without time zone
patient_core.registered_by text not null
patient_core.sex patient_sex not null
patient_core.sex_given text
patient_core.surname text not null
patient_core.surname_given text
patient_core.updated_at timestamp with time zone
patient_core.updated_at_given timestamp without time zone
patient_core.updated_by text not null
patient_core.version integer not null
patient_family.first_name text
patient_family.id uuid not null
patient_family.is_deceased boolean
patient_family.napsa_pspf text
patient_family.nationality text
patient_family.nrc text
patient_family.nrc_given text
patient_family.nrc_state text_state not null
patient_family.patient_id uuid not null
patient_family.phone text
patient_family.rank smallint not null
patient_family.relation family_relation not null
patient_family.relationship text
patient_family.relative_id uuid
patient_family.surname text
patient_family.updated_at timestamp with time zone not null
patient_family.updated_by text not null
patient_family.version integer not null
patient_identifier_registry.is_issued boolean not null default false
patient_identifier_registry.patient_id uuid not null
patient_identifier_registry.system identifier_system not null
patient_identifier_registry.value text not null
patient_identifiers.id uuid not null
patient_identifiers.may_be_shared boolean not null default false
patient_identifiers.patient_id uuid not null
patient_identifiers.rank smallint not null
patient_identifiers.search_key text generated lower(regexp_replace(COALESCE(value, value_given), '[^a-zA-Z0-9]'::text, ''::text, 'g'::text))
patient_identifiers.shared_because text
patient_identifiers.state text_state not null
patient_identifiers.system identifier_system not null
patient_identifiers.updated_at timestamp with time zone not null
patient_identifiers.updated_by text not null
patient_identifiers.value text
patient_identifiers.value_given text
patient_identifiers.version integer not null
patient_nupin_serial.facility_id bigint not null
patient_nupin_serial.last_serial integer not null
patient_personal.birth_place text
patient_personal.district_of_birth text
patient_personal.education_level text
patient_personal.home_language text
patient_personal.id uuid not null
patient_personal.is_born_in_zambia boolean
patient_personal.marital_status marital_status
patient_personal.marital_status_given text
patient_personal.occupation text
patient_personal.other_education_level text
patient_personal.other_home_language text
patient_personal.other_occupation text
patient_personal.other_religious_denomination text
patient_personal.patient_id uuid not null
patient_personal.province_of_birth text
patient_personal.religious_category text
patient_personal.religious_denomination text
patient_personal.updated_at timestamp with time zone not null
patient_personal.updated_by text not null
patient_personal.version integer not null
patient_recent.actor_id text not null
patient_recent.id uuid not null
patient_recent.opened_at timestamp with time zone not null
patient_recent.patient_id uuid not null
patient_recent.updated_at timestamp with time zone not null
patient_recent.updated_by text not null
patient_recent.version integer not null
patient_registration_draft.actor_id text not null
patient_registration_draft.answers jsonb not null
patient_registration_draft.expires_at timestamp with time zone not null
patient_registration_draft.facility_id bigint not null
patient_registration_draft.id uuid not null
patient_registration_draft.patient_id uuid
patient_registration_draft.saved_at timestamp with time zone not null
patient_registration_draft.started_at timestamp with time zone not null
smartcare_cache.cache_key character varying(255) not null
smartcare_cache.expires timestamp with time zone not null
smartcare_cache.value text not null

-- constraints
account_emailaddress account_emailaddress_pkey: PRIMARY KEY (id)
account_emailaddress account_emailaddress_user_id_2c513194_fk_accounts_user_id: FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED
account_emailaddress account_emailaddress_user_id_email_987c8728_uniq: UNIQUE (user_id, email)
account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e: FOREIGN KEY (email_address_id) REFERENCES account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED
account_emailconfirmation account_emailconfirmation_key_key: UNIQUE (key)
account_emailconfirmation account_emailconfirmation_pkey: PRIMARY KEY (id)
accounts_membership accounts_membership_facility_id_e2c22659_fk_facilitie: FOREIGN KEY (facility_id) REFERENCES facilities_facility(id) DEFERRABLE INITIALLY DEFERRED
accounts_membership accounts_membership_pkey: PRIMARY KEY (id)
accounts_membership accounts_membership_user_id_487fb39e_fk_accounts_user_id: FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED
accounts_membership membership_once_per_facility: EXCLUDE USING gist (user_id WITH =, facility_id WITH =, valid WITH &&)
accounts_membership membership_period: CHECK ((NOT isempty(valid)))
accounts_membership membership_place_fits_role: CHECK ((((facility_id IS NULL) AND (role = ANY (ARRAY['auditor'::staff_role, 'data_protection_officer'::staff_role, 'system_administrator'::staff_role]))) OR ((NOT (role = ANY (ARRAY['auditor'::staff_role, 'data_protection_officer'::staff_role, 'system_administrator'::staff_role]))) AND (facility_id IS NOT NULL))))
accounts_user accounts_user_pkey: PRIMARY KEY (id)
accounts_user accounts_user_username_key: UNIQUE (username)
accounts_user user_no_superuser: CHECK ((NOT is_superuser))
accounts_user_groups accounts_user_groups_group_id_bd11a704_fk_auth_group_id: FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED
accounts_user_groups accounts_user_groups_pkey: PRIMARY KEY (id)
accounts_user_groups accounts_user_groups_user_id_52b62117_fk_accounts_user_id: FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED
accounts_user_groups accounts_user_groups_user_id_group_id_59c0b32f_uniq: UNIQUE (user_id, group_id)
accounts_user_user_permissions accounts_user_user_p_permission_id_113bb443_fk_auth_perm: FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED
accounts_user_user_permissions accounts_user_user_p_user_id_e4f0a161_fk_accounts_: FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED
accounts_user_user_permissions accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq: UNIQUE (user_id, permission_id)
accounts_user_user_permissions accounts_user_user_permissions_pkey: PRIMARY KEY (id)
audit_detached audit_detached_pkey: PRIMARY KEY (month)
audit_events audit_event_action: CHECK ((action = ANY (ARRAY['I'::"char", 'U'::"char", 'D'::"char", 'T'::"char", 'R'::"char", 'Q'::"char", 'P'::"char", 'X'::"char", 'L'::"char", 'F'::"char", 'O'::"char", 'K'::"char", 'N'::"char", 'B'::"char", 'E'::"char", 'Z'::"char", 'S'::"char"])))
audit_events audit_event_redacted: CHECK (((payload_commit IS NULL) OR ((payload IS NULL) AND (reason IS NULL) AND (salt IS NULL))))
audit_events audit_event_salted: CHECK (((salt IS NOT NULL) OR ((payload IS NULL) AND (reason IS NULL))))
audit_events audit_events_pkey: PRIMARY KEY (occurred_at, id)
audit_heads audit_heads_pkey: PRIMARY KEY (size)
audit_signals audit_signal_looked_at_by_somebody: CHECK ((((looked_at IS NULL) AND (looked_by IS NULL)) OR ((looked_at IS NOT NULL) AND (looked_by IS NOT NULL) AND (remark IS NOT NULL))))
audit_signals audit_signal_once: UNIQUE NULLS NOT DISTINCT (day, kind, actor_id, patient_id)
audit_signals audit_signals_pkey: PRIMARY KEY (id)
audit_tiles audit_tiles_pkey: PRIMARY KEY (level, number)
auth_group auth_group_name_key: UNIQUE (name)
auth_group auth_group_pkey: PRIMARY KEY (id)
auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm: FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED
auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id: FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED
auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq: UNIQUE (group_id, permission_id)
auth_group_permissions auth_group_permissions_pkey: PRIMARY KEY (id)
auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co: FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED
auth_permission auth_permission_content_type_id_codename_01ab375a_uniq: UNIQUE (content_type_id, codename)
auth_permission auth_permission_pkey: PRIMARY KEY (id)
django_admin_log django_admin_log_action_flag_check: CHECK ((action_flag >= 0))
django_admin_log django_admin_log_content_type_id_c4bce8eb_fk_django_co: FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED
django_admin_log django_admin_log_pkey: PRIMARY KEY (id)
django_admin_log django_admin_log_user_id_c564eba6_fk_accounts_user_id: FOREIGN KEY (user_id) REFERENCES accounts_user(id) DEFERRABLE INITIALLY DEFERRED
django_content_type django_content_type_app_label_model_76bd3d3b_uniq: UNIQUE (app_label, model)
django_content_type django_content_type_pkey: PRIMARY KEY (id)
django_migrations django_migrations_pkey: PRIMARY KEY (id)
django_session django_session_pkey: PRIMARY KEY (session_key)
facilities_district facilities_district_name_key: UNIQUE (name)
facilities_district facilities_district_pkey: PRIMARY KEY (id)
facilities_district_province district_in_one_province: EXCLUDE USING gist (district_id WITH =, valid WITH &&)
facilities_district_province district_province_period: CHECK ((NOT isempty(valid)))
facilities_district_province facilities_district__district_id_4a97eb3e_fk_facilitie: FOREIGN KEY (district_id) REFERENCES facilities_district(id) DEFERRABLE INITIALLY DEFERRED
facilities_district_province facilities_district__province_id_f87b6f3e_fk_facilitie: FOREIGN KEY (province_id) REFERENCES facilities_province(id) DEFERRABLE INITIALLY DEFERRED
facilities_district_province facilities_district_province_pkey: PRIMARY KEY (id)
facilities_facility facilities_facility_catchment_cso_count_check: CHECK ((catchment_cso_count >= 0))
facilities_facility facilities_facility_catchment_head_count_check: CHECK ((catchment_head_count >= 0))
facilities_facility facilities_facility_dhis2_uid_key: UNIQUE (dhis2_uid)
facilities_facility facilities_facility_district_id_6e35953c_fk_facilitie: FOREIGN KEY (district_id) REFERENCES facilities_district(id) DEFERRABLE INITIALLY DEFERRED
facilities_facility facilities_facility_mfl_code_key: UNIQUE (mfl_code)
facilities_facility facilities_facility_pkey: PRIMARY KEY (id)
facilities_facility facilities_facility_smartcare_id_key: UNIQUE (smartcare_id)
facilities_facility facility_coordinates_in_zambia: CHECK ((((latitude_deg IS NULL) AND (longitude_deg IS NULL)) OR (((latitude_deg >= ('-19'::integer)::numeric) AND (latitude_deg <= ('-8'::integer)::numeric)) AND ((longitude_deg >= (21)::numeric) AND (longitude_deg <= (34)::numeric)))))
facilities_facility facility_has_district: CHECK ((is_unknown OR (district_id IS NOT NULL)))
facilities_facility facility_mfl_code_eight_digits: CHECK (((mfl_code IS NULL) OR (mfl_code ~ '^\d{8}$'::text)))
facilities_province facilities_province_name_key: UNIQUE (name)
facilities_province facilities_province_pkey: PRIMARY KEY (id)
patient_address patient_address_district_id_5d34c64d_fk_facilities_district_id: FOREIGN KEY (district_id) REFERENCES facilities_district(id) DEFERRABLE INITIALLY DEFERRED
patient_address patient_address_one_current: UNIQUE (patient_id, use, rank)
patient_address patient_address_one_of_a_use_at_a_time: EXCLUDE USING gist (patient_id WITH =, use WITH =, valid WITH &&)
patient_address patient_address_patient_id_f20c267a_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_address patient_address_period: CHECK ((NOT isempty(valid)))
patient_address patient_address_pkey: PRIMARY KEY (patient_id, id)
patient_address patient_address_version_check: CHECK ((version >= 0))
patient_address_history patient_address_history_pkey: PRIMARY KEY (patient_id, history_id)
patient_address_history patient_address_history_version_check: CHECK ((version >= 0))
patient_contacts patient_contact_one_current: UNIQUE (patient_id, kind, rank)
patient_contacts patient_contact_one_of_a_kind_at_a_time: EXCLUDE USING gist (patient_id WITH =, kind WITH =, valid WITH &&)
patient_contacts patient_contact_one_primary_at_a_time: EXCLUDE USING gist (patient_id WITH =, valid WITH &&) WHERE (is_primary)
patient_contacts patient_contact_period: CHECK ((NOT isempty(valid)))
patient_contacts patient_contact_phone_form: CHECK (((kind = 'email'::contact_kind) OR (value IS NULL) OR (value ~ '^\+[1-9]\d{6,14}$'::text)))
patient_contacts patient_contact_primary_is_usable: CHECK (((NOT is_primary) OR (state = 'ok'::text_state)))
patient_contacts patient_contact_value_fits_state: CHECK ((((state = 'ok'::text_state) AND (value IS NOT NULL)) OR ((NOT (state = 'ok'::text_state)) AND (value IS NULL))))
patient_contacts patient_contacts_patient_id_e3a8bcb3_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_contacts patient_contacts_pkey: PRIMARY KEY (patient_id, id)
patient_contacts patient_contacts_version_check: CHECK ((version >= 0))
patient_contacts_history patient_contacts_history_pkey: PRIMARY KEY (patient_id, history_id)
patient_contacts_history patient_contacts_history_version_check: CHECK ((version >= 0))
patient_core patient_birth_date_fits_precision: CHECK ((((birth_precision = 'unknown'::birth_precision) AND (date_of_birth IS NULL)) OR ((NOT (birth_precision = 'unknown'::birth_precision)) AND (date_of_birth IS NOT NULL))))
patient_core patient_born_after_1900: CHECK (((date_of_birth IS NULL) OR (date_of_birth >= '1900-01-01'::date)))
patient_core patient_core_age_stated_years_check: CHECK ((age_stated_years >= 0))
patient_core patient_core_facility_id_715d2c27_fk_facilities_facility_id: FOREIGN KEY (facility_id) REFERENCES facilities_facility(id) DEFERRABLE INITIALLY DEFERRED
patient_core patient_core_legacy_id_key: UNIQUE (legacy_id)
patient_core patient_core_pkey: PRIMARY KEY (id)
patient_core patient_core_version_check: CHECK ((version >= 0))
patient_core patient_has_a_name: CHECK (((NOT ((first_name = ''::text) AND (surname = ''::text))) OR (first_name_given IS NOT NULL)))
patient_core patient_stated_age_has_a_day: CHECK ((((age_stated_on IS NULL) AND (age_stated_years IS NULL)) OR ((age_stated_on IS NOT NULL) AND (age_stated_years <= 110))))
patient_family patient_family_not_herself: CHECK (((relative_id IS NULL) OR (NOT ((relative_id = patient_id) AND (relative_id IS NOT NULL)))))
patient_family patient_family_nrc_form: CHECK (((nrc IS NULL) OR (nrc ~ '^\d{6}/\d{2}/[123]$'::text)))
patient_family patient_family_one_per_rank: UNIQUE (patient_id, relation, rank)
patient_family patient_family_patient_id_66a40b5a_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_family patient_family_pkey: PRIMARY KEY (patient_id, id)
patient_family patient_family_rank_check: CHECK ((rank >= 0))
patient_family patient_family_version_check: CHECK ((version >= 0))
patient_identifier_registry patient_identifier_registry_pkey: PRIMARY KEY (system, value)
patient_identifiers patient_identifier_nrc_form: CHECK (((NOT (system = 'nrc'::identifier_system)) OR (value IS NULL) OR (value ~ '^\d{6}/\d{2}/[123]$'::text)))
patient_identifiers patient_identifier_one_per_rank: UNIQUE (patient_id, system, rank)
patient_identifiers patient_identifier_value_fits_state: CHECK ((((state = 'ok'::text_state) AND (value IS NOT NULL)) OR ((NOT (state = 'ok'::text_state)) AND (value IS NULL))))
patient_identifiers patient_identifiers_patient_id_4bf62dbb_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_identifiers patient_identifiers_pkey: PRIMARY KEY (patient_id, id)
patient_identifiers patient_identifiers_rank_check: CHECK ((rank >= 0))
patient_identifiers patient_identifiers_version_check: CHECK ((version >= 0))
patient_nupin_serial nupin_serial_five_digits: CHECK ((last_serial <= 99999))
patient_nupin_serial patient_nupin_serial_facility_id_312102d5_fk_facilitie: FOREIGN KEY (facility_id) REFERENCES facilities_facility(id) DEFERRABLE INITIALLY DEFERRED
patient_nupin_serial patient_nupin_serial_last_serial_check: CHECK ((last_serial >= 0))
patient_nupin_serial patient_nupin_serial_pkey: PRIMARY KEY (facility_id)
patient_personal patient_personal_one: UNIQUE (patient_id)
patient_personal patient_personal_patient_id_d78d09bc_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_personal patient_personal_pkey: PRIMARY KEY (patient_id, id)
patient_personal patient_personal_version_check: CHECK ((version >= 0))
patient_recent patient_recent_once: UNIQUE (patient_id, actor_id)
patient_recent patient_recent_patient_id_6f6ea2a7_fk_patient_core_id: FOREIGN KEY (patient_id) REFERENCES patient_core(id) DEFERRABLE INITIALLY DEFERRED
patient_recent patient_recent_pkey: PRIMARY KEY (patient_id, id)
patient_recent patient_recent_version_check: CHECK ((version >= 0))
patient_registration_draft patient_registration_draft_pkey: PRIMARY KEY (id)
patient_registration_draft patient_registration_facility_id_d71a6718_fk_facilitie: FOREIGN KEY (facility_id) REFERENCES facilities_facility(id) DEFERRABLE INITIALLY DEFERRED
patient_registration_draft registration_draft_empty_once_registered: CHECK (((patient_id IS NULL) OR (answers = '{}'::jsonb)))
patient_registration_draft registration_draft_one_patient: UNIQUE (patient_id)
smartcare_cache smartcare_cache_pkey: PRIMARY KEY (cache_key)

-- indexes
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email)
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops)
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id)
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id)
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops)
CREATE INDEX accounts_membership_facility_id_e2c22659 ON public.accounts_membership USING btree (facility_id)
CREATE INDEX accounts_membership_user_id_487fb39e ON public.accounts_membership USING btree (user_id)
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id)
CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id)
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id)
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id)
CREATE INDEX accounts_user_username_6088629e_like ON public.accounts_user USING btree (username varchar_pattern_ops)
CREATE INDEX audit_events_actor ON ONLY public.audit_events USING btree (actor_id, occurred_at) WHERE (actor_id IS NOT NULL)
CREATE INDEX audit_events_facility ON ONLY public.audit_events USING btree (facility_id, occurred_at) WHERE (facility_id IS NOT NULL)
CREATE INDEX audit_events_patient ON ONLY public.audit_events USING btree (patient_id, occurred_at) WHERE (patient_id IS NOT NULL)
CREATE INDEX audit_events_rare ON ONLY public.audit_events USING btree (action, occurred_at, id) WHERE (action <> ALL (ARRAY['I'::"char", 'U'::"char", 'R'::"char", 'Q'::"char"]))
CREATE INDEX audit_events_xid ON ONLY public.audit_events USING btree (xid)
CREATE INDEX audit_signal_newest ON public.audit_signals USING btree (day DESC, id DESC)
CREATE INDEX audit_tiles_span ON public.audit_tiles USING gist (int8range(first_id, last_id, '[]'::text)) WHERE (level = 0)
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops)
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id)
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id)
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id)
CREATE INDEX district_in_one_province ON public.facilities_district_province USING gist (district_id, valid)
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id)
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id)
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date)
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops)
CREATE INDEX facilities_district_name_ec92d14f_like ON public.facilities_district USING btree (name text_pattern_ops)
CREATE INDEX facilities_district_province_district_id_4a97eb3e ON public.facilities_district_province USING btree (district_id)
CREATE INDEX facilities_district_province_province_id_f87b6f3e ON public.facilities_district_province USING btree (province_id)
CREATE INDEX facilities_facility_dhis2_uid_b5d6992e_like ON public.facilities_facility USING btree (dhis2_uid text_pattern_ops)
CREATE INDEX facilities_facility_district_id_6e35953c ON public.facilities_facility USING btree (district_id)
CREATE INDEX facilities_facility_mfl_code_5790cdf0_like ON public.facilities_facility USING btree (mfl_code text_pattern_ops)
CREATE INDEX facilities_facility_smartcare_id_2177452c_like ON public.facilities_facility USING btree (smartcare_id text_pattern_ops)
CREATE INDEX facilities_province_name_6008603f_like ON public.facilities_province USING btree (name text_pattern_ops)
CREATE INDEX facility_name_key ON public.facilities_facility USING btree (name_key)
CREATE INDEX facility_name_key_trgm ON public.facilities_facility USING gin (name_key gin_trgm_ops)
CREATE INDEX membership_once_per_facility ON public.accounts_membership USING gist (user_id, facility_id, valid)
CREATE INDEX patient_address_history_district_id_ef2a5198 ON public.patient_address_history USING btree (district_id)
CREATE INDEX patient_address_history_history_date_faae2eae ON public.patient_address_history USING btree (history_date)
CREATE INDEX patient_address_history_id_e0f6d238 ON public.patient_address_history USING btree (id)
CREATE INDEX patient_address_history_patient_id_8dc29cc7 ON public.patient_address_history USING btree (patient_id)
CREATE INDEX patient_address_one_of_a_use_at_a_time ON public.patient_address USING gist (patient_id, use, valid)
CREATE INDEX patient_contact_digits_trgm ON public.patient_contacts USING gin (digits gin_trgm_ops)
CREATE INDEX patient_contact_one_of_a_kind_at_a_time ON public.patient_contacts USING gist (patient_id, kind, valid)
CREATE INDEX patient_contact_one_primary_at_a_time ON public.patient_contacts USING gist (patient_id, valid) WHERE is_primary
CREATE INDEX patient_contact_to_mend ON public.patient_contacts USING btree (kind, patient_id, id) WHERE ((state = 'to_mend'::text_state) AND upper_inf(valid))
CREATE INDEX patient_contact_value ON public.patient_contacts USING btree (value)
CREATE INDEX patient_contacts_history_history_date_b3a87a6c ON public.patient_contacts_history USING btree (history_date)
CREATE INDEX patient_contacts_history_id_a81ddf76 ON public.patient_contacts_history USING btree (id)
CREATE INDEX patient_contacts_history_patient_id_842fadda ON public.patient_contacts_history USING btree (patient_id)
CREATE INDEX patient_core_birth_to_mend ON public.patient_core USING btree (facility_id, id) WHERE ((birth_precision = 'unknown'::birth_precision) AND (date_of_birth_given IS NOT NULL))
CREATE INDEX patient_core_facility_changed ON public.patient_core USING btree (facility_id, updated_at DESC)
CREATE INDEX patient_core_facility_day ON public.patient_core USING btree (facility_id, registered_at DESC)
CREATE INDEX patient_core_facility_keys ON public.patient_core USING btree (facility_id, id) INCLUDE (facility_given)
CREATE INDEX patient_core_name_trgm ON public.patient_core USING gin (name_key gin_trgm_ops)
CREATE INDEX patient_core_sex_to_mend ON public.patient_core USING btree (facility_id, id) WHERE ((sex = 'U'::patient_sex) AND (sex_given IS NOT NULL))
CREATE INDEX patient_family_relative_id_7aeecc14 ON public.patient_family USING btree (relative_id)
CREATE INDEX patient_family_to_mend ON public.patient_family USING btree (patient_id, id) WHERE (nrc_state = 'to_mend'::text_state)
CREATE INDEX patient_identifier_key_trgm ON public.patient_identifiers USING gin (search_key gin_trgm_ops)
CREATE INDEX patient_identifier_registry_patient_id_2c558c45 ON public.patient_identifier_registry USING btree (patient_id)
CREATE INDEX patient_identifier_shared ON public.patient_identifiers USING btree (system, patient_id, id) WHERE (may_be_shared AND (rank = 0) AND (shared_because IS NULL))
CREATE INDEX patient_identifier_to_mend ON public.patient_identifiers USING btree (system, patient_id, id) WHERE ((rank = 0) AND (state = 'to_mend'::text_state))
CREATE INDEX patient_identifier_value ON public.patient_identifiers USING btree (system, value)
CREATE INDEX patient_personal_to_mend ON public.patient_personal USING btree (patient_id, id) WHERE ((NOT smartcare_said_none(marital_status_given)) AND (marital_status IS NULL) AND (marital_status_given IS NOT NULL))
CREATE INDEX patient_recent_of_actor ON public.patient_recent USING btree (actor_id, opened_at DESC)
CREATE INDEX patient_registration_draft_facility_id_d71a6718 ON public.patient_registration_draft USING btree (facility_id)
CREATE INDEX patient_registration_draft_patient_id_4f36c8b0 ON public.patient_registration_draft USING btree (patient_id)
CREATE INDEX registration_draft_of_actor ON public.patient_registration_draft USING btree (actor_id, expires_at)
CREATE INDEX smartcare_cache_expires ON public.smartcare_cache USING btree (expires)
CREATE UNIQUE INDEX account_emailaddress_pkey ON public.account_emailaddress USING btree (id)
CREATE UNIQUE INDEX account_emailaddress_user_id_email_987c8728_uniq ON public.account_emailaddress USING btree (user_id, email)
CREATE UNIQUE INDEX account_emailconfirmation_key_key ON public.account_emailconfirmation USING btree (key)
CREATE UNIQUE INDEX account_emailconfirmation_pkey ON public.account_emailconfirmation USING btree (id)
CREATE UNIQUE INDEX accounts_membership_pkey ON public.accounts_membership USING btree (id)
CREATE UNIQUE INDEX accounts_user_groups_pkey ON public.accounts_user_groups USING btree (id)
CREATE UNIQUE INDEX accounts_user_groups_user_id_group_id_59c0b32f_uniq ON public.accounts_user_groups USING btree (user_id, group_id)
CREATE UNIQUE INDEX accounts_user_pkey ON public.accounts_user USING btree (id)
CREATE UNIQUE INDEX accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq ON public.accounts_user_user_permissions USING btree (user_id, permission_id)
CREATE UNIQUE INDEX accounts_user_user_permissions_pkey ON public.accounts_user_user_permissions USING btree (id)
CREATE UNIQUE INDEX accounts_user_username_key ON public.accounts_user USING btree (username)
CREATE UNIQUE INDEX audit_detached_pkey ON public.audit_detached USING btree (month)
CREATE UNIQUE INDEX audit_events_pkey ON ONLY public.audit_events USING btree (occurred_at, id)
CREATE UNIQUE INDEX audit_heads_pkey ON public.audit_heads USING btree (size)
CREATE UNIQUE INDEX audit_signal_once ON public.audit_signals USING btree (day, kind, actor_id, patient_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX audit_signals_pkey ON public.audit_signals USING btree (id)
CREATE UNIQUE INDEX audit_tiles_pkey ON public.audit_tiles USING btree (level, number)
CREATE UNIQUE INDEX auth_group_name_key ON public.auth_group USING btree (name)
CREATE UNIQUE INDEX auth_group_permissions_group_id_permission_id_0cd325b0_uniq ON public.auth_group_permissions USING btree (group_id, permission_id)
CREATE UNIQUE INDEX auth_group_permissions_pkey ON public.auth_group_permissions USING btree (id)
CREATE UNIQUE INDEX auth_group_pkey ON public.auth_group USING btree (id)
CREATE UNIQUE INDEX auth_permission_content_type_id_codename_01ab375a_uniq ON public.auth_permission USING btree (content_type_id, codename)
CREATE UNIQUE INDEX auth_permission_pkey ON public.auth_permission USING btree (id)
CREATE UNIQUE INDEX django_admin_log_pkey ON public.django_admin_log USING btree (id)
CREATE UNIQUE INDEX django_content_type_app_label_model_76bd3d3b_uniq ON public.django_content_type USING btree (app_label, model)
CREATE UNIQUE INDEX django_content_type_pkey ON public.django_content_type USING btree (id)
CREATE UNIQUE INDEX django_migrations_pkey ON public.django_migrations USING btree (id)
CREATE UNIQUE INDEX django_session_pkey ON public.django_session USING btree (session_key)
CREATE UNIQUE INDEX facilities_district_name_key ON public.facilities_district USING btree (name)
CREATE UNIQUE INDEX facilities_district_pkey ON public.facilities_district USING btree (id)
CREATE UNIQUE INDEX facilities_district_province_pkey ON public.facilities_district_province USING btree (id)
CREATE UNIQUE INDEX facilities_facility_dhis2_uid_key ON public.facilities_facility USING btree (dhis2_uid)
CREATE UNIQUE INDEX facilities_facility_mfl_code_key ON public.facilities_facility USING btree (mfl_code)
CREATE UNIQUE INDEX facilities_facility_pkey ON public.facilities_facility USING btree (id)
CREATE UNIQUE INDEX facilities_facility_smartcare_id_key ON public.facilities_facility USING btree (smartcare_id)
CREATE UNIQUE INDEX facilities_province_name_key ON public.facilities_province USING btree (name)
CREATE UNIQUE INDEX facilities_province_pkey ON public.facilities_province USING btree (id)
CREATE UNIQUE INDEX facility_one_unknown ON public.facilities_facility USING btree (is_unknown) WHERE is_unknown
CREATE UNIQUE INDEX patient_address_history_pkey ON public.patient_address_history USING btree (patient_id, history_id)
CREATE UNIQUE INDEX patient_address_one_current ON public.patient_address USING btree (patient_id, use, rank)
CREATE UNIQUE INDEX patient_address_pkey ON public.patient_address USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_contact_one_current ON public.patient_contacts USING btree (patient_id, kind, rank)
CREATE UNIQUE INDEX patient_contacts_history_pkey ON public.patient_contacts_history USING btree (patient_id, history_id)
CREATE UNIQUE INDEX patient_contacts_pkey ON public.patient_contacts USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_core_legacy_id_key ON public.patient_core USING btree (legacy_id)
CREATE UNIQUE INDEX patient_core_pkey ON public.patient_core USING btree (id)
CREATE UNIQUE INDEX patient_family_one_per_rank ON public.patient_family USING btree (patient_id, relation, rank)
CREATE UNIQUE INDEX patient_family_pkey ON public.patient_family USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_identifier_one_per_rank ON public.patient_identifiers USING btree (patient_id, system, rank)
CREATE UNIQUE INDEX patient_identifier_registry_pkey ON public.patient_identifier_registry USING btree (system, value)
CREATE UNIQUE INDEX patient_identifiers_pkey ON public.patient_identifiers USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_nupin_serial_pkey ON public.patient_nupin_serial USING btree (facility_id)
CREATE UNIQUE INDEX patient_personal_one ON public.patient_personal USING btree (patient_id)
CREATE UNIQUE INDEX patient_personal_pkey ON public.patient_personal USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_recent_once ON public.patient_recent USING btree (patient_id, actor_id)
CREATE UNIQUE INDEX patient_recent_pkey ON public.patient_recent USING btree (patient_id, id)
CREATE UNIQUE INDEX patient_registration_draft_pkey ON public.patient_registration_draft USING btree (id)
CREATE UNIQUE INDEX registration_draft_one_patient ON public.patient_registration_draft USING btree (patient_id)
CREATE UNIQUE INDEX smartcare_cache_pkey ON public.smartcare_cache USING btree (cache_key)
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary"
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified
CREATE UNIQUE INDEX user_username_any_case ON public.accounts_user USING btree (lower((username)::text))

-- functions
CREATE OR REPLACE FUNCTION public.account_emailaddress_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'account_emailaddress', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"email":' || to_json(o.email),
            '"id":' || to_json(o.id),
            '"primary":' || to_json(o.primary),
            '"user_id":' || to_json(o.user_id),
            '"verified":' || to_json(o.verified)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.account_emailaddress_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'account_emailaddress', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"email":' || to_json(n.email),
            '"id":' || to_json(n.id),
            '"primary":' || to_json(n.primary),
            '"user_id":' || to_json(n.user_id),
            '"verified":' || to_json(n.verified)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.account_emailaddress_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'account_emailaddress', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.email IS DISTINCT FROM n.email THEN '"email":' || json_build_array(o.email, n.email) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.primary IS DISTINCT FROM n.primary THEN '"primary":' || json_build_array(o.primary, n.primary) END,
                CASE WHEN o.user_id IS DISTINCT FROM n.user_id THEN '"user_id":' || json_build_array(o.user_id, n.user_id) END,
                CASE WHEN o.verified IS DISTINCT FROM n.verified THEN '"verified":' || json_build_array(o.verified, n.verified) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.account_emailconfirmation_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'account_emailconfirmation', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"created":' || to_json(o.created),
            '"email_address_id":' || to_json(o.email_address_id),
            '"id":' || to_json(o.id),
            '"key":' || '"***"',
            '"sent":' || to_json(o.sent)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.account_emailconfirmation_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'account_emailconfirmation', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"created":' || to_json(n.created),
            '"email_address_id":' || to_json(n.email_address_id),
            '"id":' || to_json(n.id),
            '"key":' || '"***"',
            '"sent":' || to_json(n.sent)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.account_emailconfirmation_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'account_emailconfirmation', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.created IS DISTINCT FROM n.created THEN '"created":' || json_build_array(o.created, n.created) END,
                CASE WHEN o.email_address_id IS DISTINCT FROM n.email_address_id THEN '"email_address_id":' || json_build_array(o.email_address_id, n.email_address_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.key IS DISTINCT FROM n.key THEN '"key":["***","***"]' END,
                CASE WHEN o.sent IS DISTINCT FROM n.sent THEN '"sent":' || json_build_array(o.sent, n.sent) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_membership_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'accounts_membership', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"facility_id":' || to_json(o.facility_id),
            '"id":' || to_json(o.id),
            '"role":' || to_json(o.role),
            '"user_id":' || to_json(o.user_id),
            '"valid":' || to_json(o.valid)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_membership_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'accounts_membership', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"facility_id":' || to_json(n.facility_id),
            '"id":' || to_json(n.id),
            '"role":' || to_json(n.role),
            '"user_id":' || to_json(n.user_id),
            '"valid":' || to_json(n.valid)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_membership_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'accounts_membership', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.facility_id IS DISTINCT FROM n.facility_id THEN '"facility_id":' || json_build_array(o.facility_id, n.facility_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.role IS DISTINCT FROM n.role THEN '"role":' || json_build_array(o.role, n.role) END,
                CASE WHEN o.user_id IS DISTINCT FROM n.user_id THEN '"user_id":' || json_build_array(o.user_id, n.user_id) END,
                CASE WHEN o.valid IS DISTINCT FROM n.valid THEN '"valid":' || json_build_array(o.valid, n.valid) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'accounts_user', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"date_joined":' || to_json(o.date_joined),
            '"email":' || to_json(o.email),
            '"id":' || to_json(o.id),
            '"is_active":' || to_json(o.is_active),
            '"is_staff":' || to_json(o.is_staff),
            '"is_superuser":' || to_json(o.is_superuser),
            '"name":' || to_json(o.name),
            '"password":' || '"***"',
            '"username":' || to_json(o.username)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'accounts_user', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"date_joined":' || to_json(n.date_joined),
            '"email":' || to_json(n.email),
            '"id":' || to_json(n.id),
            '"is_active":' || to_json(n.is_active),
            '"is_staff":' || to_json(n.is_staff),
            '"is_superuser":' || to_json(n.is_superuser),
            '"name":' || to_json(n.name),
            '"password":' || '"***"',
            '"username":' || to_json(n.username)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'accounts_user', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.date_joined IS DISTINCT FROM n.date_joined THEN '"date_joined":' || json_build_array(o.date_joined, n.date_joined) END,
                CASE WHEN o.email IS DISTINCT FROM n.email THEN '"email":' || json_build_array(o.email, n.email) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.is_active IS DISTINCT FROM n.is_active THEN '"is_active":' || json_build_array(o.is_active, n.is_active) END,
                CASE WHEN o.is_staff IS DISTINCT FROM n.is_staff THEN '"is_staff":' || json_build_array(o.is_staff, n.is_staff) END,
                CASE WHEN o.is_superuser IS DISTINCT FROM n.is_superuser THEN '"is_superuser":' || json_build_array(o.is_superuser, n.is_superuser) END,
                CASE WHEN o.name IS DISTINCT FROM n.name THEN '"name":' || json_build_array(o.name, n.name) END,
                CASE WHEN o.password IS DISTINCT FROM n.password THEN '"password":["***","***"]' END,
                CASE WHEN o.username IS DISTINCT FROM n.username THEN '"username":' || json_build_array(o.username, n.username) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_groups_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'accounts_user_groups', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"group_id":' || to_json(o.group_id),
            '"id":' || to_json(o.id),
            '"user_id":' || to_json(o.user_id)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_groups_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'accounts_user_groups', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"group_id":' || to_json(n.group_id),
            '"id":' || to_json(n.id),
            '"user_id":' || to_json(n.user_id)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_groups_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'accounts_user_groups', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.group_id IS DISTINCT FROM n.group_id THEN '"group_id":' || json_build_array(o.group_id, n.group_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.user_id IS DISTINCT FROM n.user_id THEN '"user_id":' || json_build_array(o.user_id, n.user_id) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_user_permissions_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'accounts_user_user_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"permission_id":' || to_json(o.permission_id),
            '"user_id":' || to_json(o.user_id)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_user_permissions_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'accounts_user_user_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"permission_id":' || to_json(n.permission_id),
            '"user_id":' || to_json(n.user_id)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.accounts_user_user_permissions_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'accounts_user_user_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.permission_id IS DISTINCT FROM n.permission_id THEN '"permission_id":' || json_build_array(o.permission_id, n.permission_id) END,
                CASE WHEN o.user_id IS DISTINCT FROM n.user_id THEN '"user_id":' || json_build_array(o.user_id, n.user_id) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_commitment(salt uuid, reason text, payload text)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    SELECT CASE WHEN salt IS NOT NULL THEN sha256(
        uuid_send(salt)
        || int4send(coalesce(octet_length(reason), -1)) || convert_to(coalesce(reason, ''), 'UTF8')
        || int4send(coalesce(octet_length(payload), -1)) || convert_to(coalesce(payload, ''), 'UTF8')
    ) END
$function$

CREATE OR REPLACE FUNCTION public.audit_context()
 RETURNS TABLE(actor_id text, actor_name text, role text, facility_id integer, act text, reason text, request_id uuid, session bytea, address inet, program text, db_user text)
 LANGUAGE sql
 STABLE
AS $function$
    SELECT smartcare_context('actor_id'), smartcare_context('actor_name'), smartcare_context('role'),
           smartcare_context('facility_id')::integer, smartcare_context('act'), smartcare_context('reason'),
           smartcare_context('request_id')::uuid, decode(smartcare_context('session'), 'hex'),
           smartcare_context('address')::inet, smartcare_context('program'), session_user::text
$function$

CREATE OR REPLACE FUNCTION public.audit_ddl_seen()
 RETURNS event_trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
    IF TG_EVENT = 'sql_drop' THEN
        PERFORM audit_note_ddl(TG_TAG, object_type, object_identity) FROM pg_event_trigger_dropped_objects()
        WHERE original AND NOT is_temporary AND to_regclass('public.audit_events') IS NOT NULL;
    ELSE
        PERFORM audit_note_ddl(command_tag, object_type, object_identity) FROM pg_event_trigger_ddl_commands()
        WHERE schema_name IS DISTINCT FROM 'pg_temp' AND to_regclass('public.audit_events') IS NOT NULL;
    END IF;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_leaf(e audit_events)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    SELECT sha256('\x00'::bytea || audit_leaf_body(e))
$function$

CREATE OR REPLACE FUNCTION public.audit_leaf_body(e audit_events)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    SELECT '\x01'::bytea || charsend(e.action) || int8send(e.id) || timestamptz_send(e.occurred_at) || xid8send(e.xid)
        || int4send((e.patient_id IS NOT NULL)::integer + 2 * (e.request_id IS NOT NULL)::integer
            + 4 * (e.facility_id IS NOT NULL)::integer
            + 8 * (e.salt IS NOT NULL OR e.payload_commit IS NOT NULL)::integer + 16 * (e.address IS NOT NULL)::integer)
        || int4send(coalesce(octet_length(e.table_name), -1)) || int4send(coalesce(octet_length(e.row_id), -1))
        || int4send(coalesce(octet_length(e.actor_id), -1)) || int4send(coalesce(octet_length(e.actor_name), -1))
        || int4send(coalesce(octet_length(e.role), -1)) || int4send(coalesce(octet_length(e.act), -1))
        || int4send(coalesce(octet_length(e.program), -1)) || int4send(octet_length(e.db_user))
        || int4send(coalesce(octet_length(e.session), -1))
        || coalesce(uuid_send(e.patient_id), '') || coalesce(uuid_send(e.request_id), '') || coalesce(int4send(e.facility_id), '')
        || coalesce(e.payload_commit, audit_commitment(e.salt, e.reason, e.payload), '')
        || coalesce(inet_send(e.address), '') || coalesce(e.session, '')
        || convert_to(coalesce(e.table_name, '') || coalesce(e.row_id, '') || coalesce(e.actor_id, '') || coalesce(e.actor_name, '')
            || coalesce(e.role, '') || coalesce(e.act, '') || coalesce(e.program, '') || e.db_user, 'UTF8')
$function$

CREATE OR REPLACE FUNCTION public.audit_make_month(moment timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
DECLARE
    first_day timestamptz := date_trunc('month', moment);
    name text := to_char(moment, '"audit_events_"YYYY_MM');
BEGIN
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit_make_month'));
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE audit_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS, '
        'CONSTRAINT %I CHECK (occurred_at >= %L AND occurred_at < %L))',
        name, name || '_span', first_day, first_day + interval '1 month');
    EXECUTE format('REVOKE ALL ON %I FROM smartcare_app', name);
    EXECUTE format('ALTER TABLE audit_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        name, first_day, first_day + interval '1 month');
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, name || '_span');
    EXECUTE format('CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON %I '
        'FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_events_not_emptied', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_events_append_only', name);
END
$function$

CREATE OR REPLACE FUNCTION public.audit_month_is_missing()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    SELECT to_regclass('public.audit_events_' || to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
$function$

CREATE OR REPLACE FUNCTION public.audit_note(action "char", patients uuid[], payload text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
    written integer;
BEGIN
    IF action NOT IN ('R', 'Q', 'P', 'X', 'L', 'F', 'O', 'K', 'N', 'B', 'S') THEN
        RAISE EXCEPTION 'an event of kind % is not noted but captured', action USING ERRCODE = 'SC002';
    END IF;
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    -- What a list was asked for is said once, at its first event: the others share its request.
    INSERT INTO audit_events (occurred_at, action, patient_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), audit_note.action, shown.patient, shown.payload, k.reason,
           CASE WHEN shown.payload IS NOT NULL OR k.reason IS NOT NULL THEN audit_salt(k.seed, shown.number) END,
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k,
         (SELECT one.patient, one.number, CASE WHEN one.number = 1 THEN audit_note.payload END AS payload
          FROM unnest(coalesce(nullif(patients, '{}'), ARRAY[NULL::uuid])) WITH ORDINALITY AS one(patient, number)) shown;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_note_ddl(tag text, kind text, identity text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
    -- While a month is being made, the events of that month have no place yet; its making is seen when it is attached.
    IF audit_month_is_missing() OR NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'audit_events'::regclass
        AND inhrelid = to_regclass('public.audit_events_' || to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY_MM'))) THEN
        RETURN;
    END IF;
    INSERT INTO audit_events (occurred_at, action, table_name, row_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'Z', kind, identity, json_build_object('command', tag)::text, k.reason, gen_random_uuid(),
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM audit_context() k;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_redact(patient uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
    done bigint;
BEGIN
    IF smartcare_context('role') IS DISTINCT FROM 'data_protection_officer'
        OR smartcare_context('act') IS NULL OR smartcare_context('reason') IS NULL THEN
        RAISE EXCEPTION 'only a data protection officer redacts, in an act with a reason' USING ERRCODE = 'SC003';
    END IF;
    IF patient IS NULL THEN
        RAISE EXCEPTION 'whose events?' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    UPDATE audit_events e
    SET payload_commit = audit_commitment(e.salt, e.reason, e.payload), payload = NULL, reason = NULL, salt = NULL
    WHERE e.patient_id = audit_redact.patient AND e.salt IS NOT NULL AND e.action <> 'E';
    GET DIAGNOSTICS done = ROW_COUNT;
    INSERT INTO audit_events (occurred_at, action, table_name, patient_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'E', 'audit_events', audit_redact.patient, json_build_object('events', done)::text, k.reason,
           gen_random_uuid(), k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session,
           k.address
    FROM audit_context() k;
    RETURN done;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
    redacted audit_events;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        redacted := OLD;
        redacted.payload_commit := audit_commitment(OLD.salt, OLD.reason, OLD.payload);
        redacted.reason := NULL;
        redacted.payload := NULL;
        redacted.salt := NULL;
        IF OLD.payload_commit IS NULL AND OLD.salt IS NOT NULL AND NEW IS NOT DISTINCT FROM redacted THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit events are never changed or removed' USING ERRCODE = 'SC002';
END
$function$

CREATE OR REPLACE FUNCTION public.audit_salt(seed uuid, number bigint)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    SELECT encode(substr(sha256(uuid_send(seed) || int8send(number)), 1, 16), 'hex')::uuid
$function$

CREATE OR REPLACE FUNCTION public.audit_signals_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'audit_signals', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"actor_id":' || to_json(o.actor_id),
            '"actor_name":' || to_json(o.actor_name),
            '"day":' || to_json(o.day),
            '"facility_id":' || to_json(o.facility_id),
            '"found_at":' || to_json(o.found_at),
            '"happened":' || to_json(o.happened),
            '"id":' || to_json(o.id),
            '"kind":' || to_json(o.kind),
            '"looked_at":' || to_json(o.looked_at),
            '"looked_by":' || to_json(o.looked_by),
            '"looked_by_name":' || to_json(o.looked_by_name),
            '"patient_id":' || to_json(o.patient_id),
            '"remark":' || to_json(o.remark),
            '"usual":' || to_json(o.usual)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_signals_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'audit_signals', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"actor_id":' || to_json(n.actor_id),
            '"actor_name":' || to_json(n.actor_name),
            '"day":' || to_json(n.day),
            '"facility_id":' || to_json(n.facility_id),
            '"found_at":' || to_json(n.found_at),
            '"happened":' || to_json(n.happened),
            '"id":' || to_json(n.id),
            '"kind":' || to_json(n.kind),
            '"looked_at":' || to_json(n.looked_at),
            '"looked_by":' || to_json(n.looked_by),
            '"looked_by_name":' || to_json(n.looked_by_name),
            '"patient_id":' || to_json(n.patient_id),
            '"remark":' || to_json(n.remark),
            '"usual":' || to_json(n.usual)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_signals_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'audit_signals', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.actor_id IS DISTINCT FROM n.actor_id THEN '"actor_id":' || json_build_array(o.actor_id, n.actor_id) END,
                CASE WHEN o.actor_name IS DISTINCT FROM n.actor_name THEN '"actor_name":' || json_build_array(o.actor_name, n.actor_name) END,
                CASE WHEN o.day IS DISTINCT FROM n.day THEN '"day":' || json_build_array(o.day, n.day) END,
                CASE WHEN o.facility_id IS DISTINCT FROM n.facility_id THEN '"facility_id":' || json_build_array(o.facility_id, n.facility_id) END,
                CASE WHEN o.found_at IS DISTINCT FROM n.found_at THEN '"found_at":' || json_build_array(o.found_at, n.found_at) END,
                CASE WHEN o.happened IS DISTINCT FROM n.happened THEN '"happened":' || json_build_array(o.happened, n.happened) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.kind IS DISTINCT FROM n.kind THEN '"kind":' || json_build_array(o.kind, n.kind) END,
                CASE WHEN o.looked_at IS DISTINCT FROM n.looked_at THEN '"looked_at":' || json_build_array(o.looked_at, n.looked_at) END,
                CASE WHEN o.looked_by IS DISTINCT FROM n.looked_by THEN '"looked_by":' || json_build_array(o.looked_by, n.looked_by) END,
                CASE WHEN o.looked_by_name IS DISTINCT FROM n.looked_by_name THEN '"looked_by_name":' || json_build_array(o.looked_by_name, n.looked_by_name) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.remark IS DISTINCT FROM n.remark THEN '"remark":' || json_build_array(o.remark, n.remark) END,
                CASE WHEN o.usual IS DISTINCT FROM n.usual THEN '"usual":' || json_build_array(o.usual, n.usual) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.audit_truncated()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
    gone bigint;
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    EXECUTE format('SELECT count(*) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO gone;
    INSERT INTO audit_events (occurred_at, action, table_name, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'T', TG_TABLE_NAME, json_build_object('rows', gone)::text, k.reason, gen_random_uuid(),
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM audit_context() k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'auth_group', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"name":' || to_json(o.name)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'auth_group', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"name":' || to_json(n.name)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'auth_group', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.name IS DISTINCT FROM n.name THEN '"name":' || json_build_array(o.name, n.name) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_permissions_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'auth_group_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"group_id":' || to_json(o.group_id),
            '"id":' || to_json(o.id),
            '"permission_id":' || to_json(o.permission_id)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_permissions_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'auth_group_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"group_id":' || to_json(n.group_id),
            '"id":' || to_json(n.id),
            '"permission_id":' || to_json(n.permission_id)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.auth_group_permissions_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'auth_group_permissions', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.group_id IS DISTINCT FROM n.group_id THEN '"group_id":' || json_build_array(o.group_id, n.group_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.permission_id IS DISTINCT FROM n.permission_id THEN '"permission_id":' || json_build_array(o.permission_id, n.permission_id) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'facilities_district', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"name":' || to_json(o.name),
            '"other_names":' || to_json(o.other_names)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'facilities_district', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"name":' || to_json(n.name),
            '"other_names":' || to_json(n.other_names)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'facilities_district', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.name IS DISTINCT FROM n.name THEN '"name":' || json_build_array(o.name, n.name) END,
                CASE WHEN o.other_names IS DISTINCT FROM n.other_names THEN '"other_names":' || json_build_array(o.other_names, n.other_names) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_province_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'facilities_district_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"district_id":' || to_json(o.district_id),
            '"id":' || to_json(o.id),
            '"province_id":' || to_json(o.province_id),
            '"valid":' || to_json(o.valid)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_province_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'facilities_district_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"district_id":' || to_json(n.district_id),
            '"id":' || to_json(n.id),
            '"province_id":' || to_json(n.province_id),
            '"valid":' || to_json(n.valid)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_district_province_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'facilities_district_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.district_id IS DISTINCT FROM n.district_id THEN '"district_id":' || json_build_array(o.district_id, n.district_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.province_id IS DISTINCT FROM n.province_id THEN '"province_id":' || json_build_array(o.province_id, n.province_id) END,
                CASE WHEN o.valid IS DISTINCT FROM n.valid THEN '"valid":' || json_build_array(o.valid, n.valid) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_facility_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'facilities_facility', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"catchment_cso_count":' || to_json(o.catchment_cso_count),
            '"catchment_head_count":' || to_json(o.catchment_head_count),
            '"dhis2_uid":' || to_json(o.dhis2_uid),
            '"district_id":' || to_json(o.district_id),
            '"facility_type":' || to_json(o.facility_type),
            '"id":' || to_json(o.id),
            '"ihris_id":' || to_json(o.ihris_id),
            '"is_unknown":' || to_json(o.is_unknown),
            '"latitude_deg":' || to_json(o.latitude_deg),
            '"list_row":' || to_json(o.list_row),
            '"longitude_deg":' || to_json(o.longitude_deg),
            '"mfl_code":' || to_json(o.mfl_code),
            '"name":' || to_json(o.name),
            '"operation_status":' || to_json(o.operation_status),
            '"ownership":' || to_json(o.ownership),
            '"setting":' || to_json(o.setting),
            '"smartcare_id":' || to_json(o.smartcare_id)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_facility_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'facilities_facility', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"catchment_cso_count":' || to_json(n.catchment_cso_count),
            '"catchment_head_count":' || to_json(n.catchment_head_count),
            '"dhis2_uid":' || to_json(n.dhis2_uid),
            '"district_id":' || to_json(n.district_id),
            '"facility_type":' || to_json(n.facility_type),
            '"id":' || to_json(n.id),
            '"ihris_id":' || to_json(n.ihris_id),
            '"is_unknown":' || to_json(n.is_unknown),
            '"latitude_deg":' || to_json(n.latitude_deg),
            '"list_row":' || to_json(n.list_row),
            '"longitude_deg":' || to_json(n.longitude_deg),
            '"mfl_code":' || to_json(n.mfl_code),
            '"name":' || to_json(n.name),
            '"operation_status":' || to_json(n.operation_status),
            '"ownership":' || to_json(n.ownership),
            '"setting":' || to_json(n.setting),
            '"smartcare_id":' || to_json(n.smartcare_id)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_facility_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'facilities_facility', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.catchment_cso_count IS DISTINCT FROM n.catchment_cso_count THEN '"catchment_cso_count":' || json_build_array(o.catchment_cso_count, n.catchment_cso_count) END,
                CASE WHEN o.catchment_head_count IS DISTINCT FROM n.catchment_head_count THEN '"catchment_head_count":' || json_build_array(o.catchment_head_count, n.catchment_head_count) END,
                CASE WHEN o.dhis2_uid IS DISTINCT FROM n.dhis2_uid THEN '"dhis2_uid":' || json_build_array(o.dhis2_uid, n.dhis2_uid) END,
                CASE WHEN o.district_id IS DISTINCT FROM n.district_id THEN '"district_id":' || json_build_array(o.district_id, n.district_id) END,
                CASE WHEN o.facility_type IS DISTINCT FROM n.facility_type THEN '"facility_type":' || json_build_array(o.facility_type, n.facility_type) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.ihris_id IS DISTINCT FROM n.ihris_id THEN '"ihris_id":' || json_build_array(o.ihris_id, n.ihris_id) END,
                CASE WHEN o.is_unknown IS DISTINCT FROM n.is_unknown THEN '"is_unknown":' || json_build_array(o.is_unknown, n.is_unknown) END,
                CASE WHEN o.latitude_deg IS DISTINCT FROM n.latitude_deg THEN '"latitude_deg":' || json_build_array(o.latitude_deg, n.latitude_deg) END,
                CASE WHEN o.list_row IS DISTINCT FROM n.list_row THEN '"list_row":' || json_build_array(o.list_row, n.list_row) END,
                CASE WHEN o.longitude_deg IS DISTINCT FROM n.longitude_deg THEN '"longitude_deg":' || json_build_array(o.longitude_deg, n.longitude_deg) END,
                CASE WHEN o.mfl_code IS DISTINCT FROM n.mfl_code THEN '"mfl_code":' || json_build_array(o.mfl_code, n.mfl_code) END,
                CASE WHEN o.name IS DISTINCT FROM n.name THEN '"name":' || json_build_array(o.name, n.name) END,
                CASE WHEN o.operation_status IS DISTINCT FROM n.operation_status THEN '"operation_status":' || json_build_array(o.operation_status, n.operation_status) END,
                CASE WHEN o.ownership IS DISTINCT FROM n.ownership THEN '"ownership":' || json_build_array(o.ownership, n.ownership) END,
                CASE WHEN o.setting IS DISTINCT FROM n.setting THEN '"setting":' || json_build_array(o.setting, n.setting) END,
                CASE WHEN o.smartcare_id IS DISTINCT FROM n.smartcare_id THEN '"smartcare_id":' || json_build_array(o.smartcare_id, n.smartcare_id) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_province_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'facilities_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"name":' || to_json(o.name),
            '"other_names":' || to_json(o.other_names)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_province_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'facilities_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, NULL::uuid AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"name":' || to_json(n.name),
            '"other_names":' || to_json(n.other_names)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.facilities_province_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'facilities_province', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT NULL::uuid AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.name IS DISTINCT FROM n.name THEN '"name":' || json_build_array(o.name, n.name) END,
                CASE WHEN o.other_names IS DISTINCT FROM n.other_names THEN '"other_names":' || json_build_array(o.other_names, n.other_names) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_address_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_address', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"area":' || to_json(o.area),
            '"city_town_village":' || to_json(o.city_town_village),
            '"district_id":' || to_json(o.district_id),
            '"house_number":' || to_json(o.house_number),
            '"id":' || to_json(o.id),
            '"landmarks":' || to_json(o.landmarks),
            '"patient_id":' || to_json(o.patient_id),
            '"road_street":' || to_json(o.road_street),
            '"updated_by":' || to_json(o.updated_by),
            '"use":' || to_json(o.use),
            '"valid":' || to_json(o.valid),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    INSERT INTO patient_address_history (area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, smartcare_uuid7(), statement_timestamp(), '-', k.reason, k.actor_id, k.actor_name, k.act
    FROM old_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_address_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_address', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"area":' || to_json(n.area),
            '"city_town_village":' || to_json(n.city_town_village),
            '"district_id":' || to_json(n.district_id),
            '"house_number":' || to_json(n.house_number),
            '"id":' || to_json(n.id),
            '"landmarks":' || to_json(n.landmarks),
            '"patient_id":' || to_json(n.patient_id),
            '"road_street":' || to_json(n.road_street),
            '"updated_by":' || to_json(n.updated_by),
            '"use":' || to_json(n.use),
            '"valid":' || to_json(n.valid),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    INSERT INTO patient_address_history (area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, smartcare_uuid7(), statement_timestamp(), '+', k.reason, k.actor_id, k.actor_name, k.act
    FROM new_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_address_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_address', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.area IS DISTINCT FROM n.area THEN '"area":' || json_build_array(o.area, n.area) END,
                CASE WHEN o.city_town_village IS DISTINCT FROM n.city_town_village THEN '"city_town_village":' || json_build_array(o.city_town_village, n.city_town_village) END,
                CASE WHEN o.district_id IS DISTINCT FROM n.district_id THEN '"district_id":' || json_build_array(o.district_id, n.district_id) END,
                CASE WHEN o.house_number IS DISTINCT FROM n.house_number THEN '"house_number":' || json_build_array(o.house_number, n.house_number) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.landmarks IS DISTINCT FROM n.landmarks THEN '"landmarks":' || json_build_array(o.landmarks, n.landmarks) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.road_street IS DISTINCT FROM n.road_street THEN '"road_street":' || json_build_array(o.road_street, n.road_street) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.use IS DISTINCT FROM n.use THEN '"use":' || json_build_array(o.use, n.use) END,
                CASE WHEN o.valid IS DISTINCT FROM n.valid THEN '"valid":' || json_build_array(o.valid, n.valid) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    INSERT INTO patient_address_history (area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT area, city_town_village, district_id, house_number, id, landmarks, patient_id, road_street, updated_at, updated_by, use, valid, version, smartcare_uuid7(), statement_timestamp(), '~', k.reason, k.actor_id, k.actor_name, k.act
    FROM new_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_birth_not_in_future()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF NEW.date_of_birth > (now() AT TIME ZONE 'Africa/Lusaka')::date THEN
        RAISE EXCEPTION 'the birth date lies in the future'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_born_before_today', TABLE = 'patient_core';
    END IF;
    RETURN NEW;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_contacts_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_contacts', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"is_primary":' || to_json(o.is_primary),
            '"kind":' || to_json(o.kind),
            '"owner":' || to_json(o.owner),
            '"owner_name":' || to_json(o.owner_name),
            '"patient_id":' || to_json(o.patient_id),
            '"state":' || to_json(o.state),
            '"updated_by":' || to_json(o.updated_by),
            '"valid":' || to_json(o.valid),
            '"value":' || to_json(o.value),
            '"value_given":' || to_json(o.value_given),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    INSERT INTO patient_contacts_history (id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, smartcare_uuid7(), statement_timestamp(), '-', k.reason, k.actor_id, k.actor_name, k.act
    FROM old_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_contacts_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_contacts', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"is_primary":' || to_json(n.is_primary),
            '"kind":' || to_json(n.kind),
            '"owner":' || to_json(n.owner),
            '"owner_name":' || to_json(n.owner_name),
            '"patient_id":' || to_json(n.patient_id),
            '"state":' || to_json(n.state),
            '"updated_by":' || to_json(n.updated_by),
            '"valid":' || to_json(n.valid),
            '"value":' || to_json(n.value),
            '"value_given":' || to_json(n.value_given),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    INSERT INTO patient_contacts_history (id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, smartcare_uuid7(), statement_timestamp(), '+', k.reason, k.actor_id, k.actor_name, k.act
    FROM new_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_contacts_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_contacts', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.is_primary IS DISTINCT FROM n.is_primary THEN '"is_primary":' || json_build_array(o.is_primary, n.is_primary) END,
                CASE WHEN o.kind IS DISTINCT FROM n.kind THEN '"kind":' || json_build_array(o.kind, n.kind) END,
                CASE WHEN o.owner IS DISTINCT FROM n.owner THEN '"owner":' || json_build_array(o.owner, n.owner) END,
                CASE WHEN o.owner_name IS DISTINCT FROM n.owner_name THEN '"owner_name":' || json_build_array(o.owner_name, n.owner_name) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.state IS DISTINCT FROM n.state THEN '"state":' || json_build_array(o.state, n.state) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.valid IS DISTINCT FROM n.valid THEN '"valid":' || json_build_array(o.valid, n.valid) END,
                CASE WHEN o.value IS DISTINCT FROM n.value THEN '"value":' || json_build_array(o.value, n.value) END,
                CASE WHEN o.value_given IS DISTINCT FROM n.value_given THEN '"value_given":' || json_build_array(o.value_given, n.value_given) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    INSERT INTO patient_contacts_history (id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT id, is_primary, kind, owner, owner_name, patient_id, state, updated_at, updated_by, valid, value, value_given, version, smartcare_uuid7(), statement_timestamp(), '~', k.reason, k.actor_id, k.actor_name, k.act
    FROM new_rows, (SELECT * FROM audit_context() OFFSET 0) k;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_core_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_core', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"age_stated_on":' || to_json(o.age_stated_on),
            '"age_stated_years":' || to_json(o.age_stated_years),
            '"birth_precision":' || to_json(o.birth_precision),
            '"country":' || to_json(o.country),
            '"date_of_birth":' || to_json(o.date_of_birth),
            '"date_of_birth_given":' || to_json(o.date_of_birth_given),
            '"facility_given":' || to_json(o.facility_given),
            '"facility_id":' || to_json(o.facility_id),
            '"first_name":' || to_json(o.first_name),
            '"first_name_given":' || to_json(o.first_name_given),
            '"id":' || to_json(o.id),
            '"is_estimated_dob":' || to_json(o.is_estimated_dob),
            '"legacy_id":' || to_json(o.legacy_id),
            '"no_nrc":' || to_json(o.no_nrc),
            '"no_phone":' || to_json(o.no_phone),
            '"registered_at":' || to_json(o.registered_at),
            '"registered_at_given":' || to_json(o.registered_at_given),
            '"registered_by":' || to_json(o.registered_by),
            '"sex":' || to_json(o.sex),
            '"sex_given":' || to_json(o.sex_given),
            '"surname":' || to_json(o.surname),
            '"surname_given":' || to_json(o.surname_given),
            '"updated_at_given":' || to_json(o.updated_at_given),
            '"updated_by":' || to_json(o.updated_by),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_core_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_core', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"age_stated_on":' || to_json(n.age_stated_on),
            '"age_stated_years":' || to_json(n.age_stated_years),
            '"birth_precision":' || to_json(n.birth_precision),
            '"country":' || to_json(n.country),
            '"date_of_birth":' || to_json(n.date_of_birth),
            '"date_of_birth_given":' || to_json(n.date_of_birth_given),
            '"facility_given":' || to_json(n.facility_given),
            '"facility_id":' || to_json(n.facility_id),
            '"first_name":' || to_json(n.first_name),
            '"first_name_given":' || to_json(n.first_name_given),
            '"id":' || to_json(n.id),
            '"is_estimated_dob":' || to_json(n.is_estimated_dob),
            '"legacy_id":' || to_json(n.legacy_id),
            '"no_nrc":' || to_json(n.no_nrc),
            '"no_phone":' || to_json(n.no_phone),
            '"registered_at":' || to_json(n.registered_at),
            '"registered_at_given":' || to_json(n.registered_at_given),
            '"registered_by":' || to_json(n.registered_by),
            '"sex":' || to_json(n.sex),
            '"sex_given":' || to_json(n.sex_given),
            '"surname":' || to_json(n.surname),
            '"surname_given":' || to_json(n.surname_given),
            '"updated_at_given":' || to_json(n.updated_at_given),
            '"updated_by":' || to_json(n.updated_by),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_core_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_core', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.id, o.id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.age_stated_on IS DISTINCT FROM n.age_stated_on THEN '"age_stated_on":' || json_build_array(o.age_stated_on, n.age_stated_on) END,
                CASE WHEN o.age_stated_years IS DISTINCT FROM n.age_stated_years THEN '"age_stated_years":' || json_build_array(o.age_stated_years, n.age_stated_years) END,
                CASE WHEN o.birth_precision IS DISTINCT FROM n.birth_precision THEN '"birth_precision":' || json_build_array(o.birth_precision, n.birth_precision) END,
                CASE WHEN o.country IS DISTINCT FROM n.country THEN '"country":' || json_build_array(o.country, n.country) END,
                CASE WHEN o.date_of_birth IS DISTINCT FROM n.date_of_birth THEN '"date_of_birth":' || json_build_array(o.date_of_birth, n.date_of_birth) END,
                CASE WHEN o.date_of_birth_given IS DISTINCT FROM n.date_of_birth_given THEN '"date_of_birth_given":' || json_build_array(o.date_of_birth_given, n.date_of_birth_given) END,
                CASE WHEN o.facility_given IS DISTINCT FROM n.facility_given THEN '"facility_given":' || json_build_array(o.facility_given, n.facility_given) END,
                CASE WHEN o.facility_id IS DISTINCT FROM n.facility_id THEN '"facility_id":' || json_build_array(o.facility_id, n.facility_id) END,
                CASE WHEN o.first_name IS DISTINCT FROM n.first_name THEN '"first_name":' || json_build_array(o.first_name, n.first_name) END,
                CASE WHEN o.first_name_given IS DISTINCT FROM n.first_name_given THEN '"first_name_given":' || json_build_array(o.first_name_given, n.first_name_given) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.is_estimated_dob IS DISTINCT FROM n.is_estimated_dob THEN '"is_estimated_dob":' || json_build_array(o.is_estimated_dob, n.is_estimated_dob) END,
                CASE WHEN o.legacy_id IS DISTINCT FROM n.legacy_id THEN '"legacy_id":' || json_build_array(o.legacy_id, n.legacy_id) END,
                CASE WHEN o.no_nrc IS DISTINCT FROM n.no_nrc THEN '"no_nrc":' || json_build_array(o.no_nrc, n.no_nrc) END,
                CASE WHEN o.no_phone IS DISTINCT FROM n.no_phone THEN '"no_phone":' || json_build_array(o.no_phone, n.no_phone) END,
                CASE WHEN o.registered_at IS DISTINCT FROM n.registered_at THEN '"registered_at":' || json_build_array(o.registered_at, n.registered_at) END,
                CASE WHEN o.registered_at_given IS DISTINCT FROM n.registered_at_given THEN '"registered_at_given":' || json_build_array(o.registered_at_given, n.registered_at_given) END,
                CASE WHEN o.registered_by IS DISTINCT FROM n.registered_by THEN '"registered_by":' || json_build_array(o.registered_by, n.registered_by) END,
                CASE WHEN o.sex IS DISTINCT FROM n.sex THEN '"sex":' || json_build_array(o.sex, n.sex) END,
                CASE WHEN o.sex_given IS DISTINCT FROM n.sex_given THEN '"sex_given":' || json_build_array(o.sex_given, n.sex_given) END,
                CASE WHEN o.surname IS DISTINCT FROM n.surname THEN '"surname":' || json_build_array(o.surname, n.surname) END,
                CASE WHEN o.surname_given IS DISTINCT FROM n.surname_given THEN '"surname_given":' || json_build_array(o.surname_given, n.surname_given) END,
                CASE WHEN o.updated_at_given IS DISTINCT FROM n.updated_at_given THEN '"updated_at_given":' || json_build_array(o.updated_at_given, n.updated_at_given) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_family_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_family', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"first_name":' || to_json(o.first_name),
            '"id":' || to_json(o.id),
            '"is_deceased":' || to_json(o.is_deceased),
            '"napsa_pspf":' || to_json(o.napsa_pspf),
            '"nationality":' || to_json(o.nationality),
            '"nrc":' || to_json(o.nrc),
            '"nrc_given":' || to_json(o.nrc_given),
            '"nrc_state":' || to_json(o.nrc_state),
            '"patient_id":' || to_json(o.patient_id),
            '"phone":' || to_json(o.phone),
            '"rank":' || to_json(o.rank),
            '"relation":' || to_json(o.relation),
            '"relationship":' || to_json(o.relationship),
            '"relative_id":' || to_json(o.relative_id),
            '"surname":' || to_json(o.surname),
            '"updated_by":' || to_json(o.updated_by),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_family_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_family', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"first_name":' || to_json(n.first_name),
            '"id":' || to_json(n.id),
            '"is_deceased":' || to_json(n.is_deceased),
            '"napsa_pspf":' || to_json(n.napsa_pspf),
            '"nationality":' || to_json(n.nationality),
            '"nrc":' || to_json(n.nrc),
            '"nrc_given":' || to_json(n.nrc_given),
            '"nrc_state":' || to_json(n.nrc_state),
            '"patient_id":' || to_json(n.patient_id),
            '"phone":' || to_json(n.phone),
            '"rank":' || to_json(n.rank),
            '"relation":' || to_json(n.relation),
            '"relationship":' || to_json(n.relationship),
            '"relative_id":' || to_json(n.relative_id),
            '"surname":' || to_json(n.surname),
            '"updated_by":' || to_json(n.updated_by),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_family_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_family', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.first_name IS DISTINCT FROM n.first_name THEN '"first_name":' || json_build_array(o.first_name, n.first_name) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.is_deceased IS DISTINCT FROM n.is_deceased THEN '"is_deceased":' || json_build_array(o.is_deceased, n.is_deceased) END,
                CASE WHEN o.napsa_pspf IS DISTINCT FROM n.napsa_pspf THEN '"napsa_pspf":' || json_build_array(o.napsa_pspf, n.napsa_pspf) END,
                CASE WHEN o.nationality IS DISTINCT FROM n.nationality THEN '"nationality":' || json_build_array(o.nationality, n.nationality) END,
                CASE WHEN o.nrc IS DISTINCT FROM n.nrc THEN '"nrc":' || json_build_array(o.nrc, n.nrc) END,
                CASE WHEN o.nrc_given IS DISTINCT FROM n.nrc_given THEN '"nrc_given":' || json_build_array(o.nrc_given, n.nrc_given) END,
                CASE WHEN o.nrc_state IS DISTINCT FROM n.nrc_state THEN '"nrc_state":' || json_build_array(o.nrc_state, n.nrc_state) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.phone IS DISTINCT FROM n.phone THEN '"phone":' || json_build_array(o.phone, n.phone) END,
                CASE WHEN o.rank IS DISTINCT FROM n.rank THEN '"rank":' || json_build_array(o.rank, n.rank) END,
                CASE WHEN o.relation IS DISTINCT FROM n.relation THEN '"relation":' || json_build_array(o.relation, n.relation) END,
                CASE WHEN o.relationship IS DISTINCT FROM n.relationship THEN '"relationship":' || json_build_array(o.relationship, n.relationship) END,
                CASE WHEN o.relative_id IS DISTINCT FROM n.relative_id THEN '"relative_id":' || json_build_array(o.relative_id, n.relative_id) END,
                CASE WHEN o.surname IS DISTINCT FROM n.surname THEN '"surname":' || json_build_array(o.surname, n.surname) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifier_registry_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_identifier_registry', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, NULL::text AS row_id,
            '{' || concat_ws(',',
            '"is_issued":' || to_json(o.is_issued),
            '"patient_id":' || to_json(o.patient_id),
            '"system":' || to_json(o.system),
            '"value":' || to_json(o.value)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifier_registry_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_identifier_registry', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, NULL::text AS row_id,
            '{' || concat_ws(',',
            '"is_issued":' || to_json(n.is_issued),
            '"patient_id":' || to_json(n.patient_id),
            '"system":' || to_json(n.system),
            '"value":' || to_json(n.value)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifier_registry_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_identifier_registry', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(NULL::text, NULL::text) AS row_id, concat_ws(',',
                CASE WHEN o.is_issued IS DISTINCT FROM n.is_issued THEN '"is_issued":' || json_build_array(o.is_issued, n.is_issued) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.system IS DISTINCT FROM n.system THEN '"system":' || json_build_array(o.system, n.system) END,
                CASE WHEN o.value IS DISTINCT FROM n.value THEN '"value":' || json_build_array(o.value, n.value) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.system = o.system AND n.value = o.value OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifiers_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_identifiers', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(o.id),
            '"may_be_shared":' || to_json(o.may_be_shared),
            '"patient_id":' || to_json(o.patient_id),
            '"rank":' || to_json(o.rank),
            '"shared_because":' || to_json(o.shared_because),
            '"state":' || to_json(o.state),
            '"system":' || to_json(o.system),
            '"updated_by":' || to_json(o.updated_by),
            '"value":' || to_json(o.value),
            '"value_given":' || to_json(o.value_given),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifiers_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_identifiers', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"id":' || to_json(n.id),
            '"may_be_shared":' || to_json(n.may_be_shared),
            '"patient_id":' || to_json(n.patient_id),
            '"rank":' || to_json(n.rank),
            '"shared_because":' || to_json(n.shared_because),
            '"state":' || to_json(n.state),
            '"system":' || to_json(n.system),
            '"updated_by":' || to_json(n.updated_by),
            '"value":' || to_json(n.value),
            '"value_given":' || to_json(n.value_given),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_identifiers_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_identifiers', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.may_be_shared IS DISTINCT FROM n.may_be_shared THEN '"may_be_shared":' || json_build_array(o.may_be_shared, n.may_be_shared) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.rank IS DISTINCT FROM n.rank THEN '"rank":' || json_build_array(o.rank, n.rank) END,
                CASE WHEN o.shared_because IS DISTINCT FROM n.shared_because THEN '"shared_because":' || json_build_array(o.shared_because, n.shared_because) END,
                CASE WHEN o.state IS DISTINCT FROM n.state THEN '"state":' || json_build_array(o.state, n.state) END,
                CASE WHEN o.system IS DISTINCT FROM n.system THEN '"system":' || json_build_array(o.system, n.system) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.value IS DISTINCT FROM n.value THEN '"value":' || json_build_array(o.value, n.value) END,
                CASE WHEN o.value_given IS DISTINCT FROM n.value_given THEN '"value_given":' || json_build_array(o.value_given, n.value_given) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_number_shared()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF EXISTS (SELECT FROM patient_identifiers o WHERE o.system = NEW.system AND o.value = NEW.value AND o.rank = 0
            AND o.patient_id <> NEW.patient_id) THEN
        UPDATE patient_identifiers i SET may_be_shared = true
        WHERE i.system = NEW.system AND i.value = NEW.value AND i.rank = 0 AND NOT i.may_be_shared;
    END IF;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_numbers_shared()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    UPDATE patient_identifiers i SET may_be_shared = true
    FROM (SELECT DISTINCT n.system, n.value FROM written n
          JOIN patient_identifiers o ON o.system = n.system AND o.value = n.value AND o.rank = 0
              AND o.patient_id <> n.patient_id
          WHERE n.rank = 0 AND n.system IN ('nrc', 'nupin')) twice
    WHERE i.system = twice.system AND i.value = twice.value AND i.rank = 0 AND NOT i.may_be_shared;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_period_not_in_future()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF lower(NEW.valid) > (now() AT TIME ZONE 'Africa/Lusaka')::date THEN
        RAISE EXCEPTION 'the period begins in the future'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_period_begins_by_today', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_personal_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_personal', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"birth_place":' || to_json(o.birth_place),
            '"district_of_birth":' || to_json(o.district_of_birth),
            '"education_level":' || to_json(o.education_level),
            '"home_language":' || to_json(o.home_language),
            '"id":' || to_json(o.id),
            '"is_born_in_zambia":' || to_json(o.is_born_in_zambia),
            '"marital_status":' || to_json(o.marital_status),
            '"marital_status_given":' || to_json(o.marital_status_given),
            '"occupation":' || to_json(o.occupation),
            '"other_education_level":' || to_json(o.other_education_level),
            '"other_home_language":' || to_json(o.other_home_language),
            '"other_occupation":' || to_json(o.other_occupation),
            '"other_religious_denomination":' || to_json(o.other_religious_denomination),
            '"patient_id":' || to_json(o.patient_id),
            '"province_of_birth":' || to_json(o.province_of_birth),
            '"religious_category":' || to_json(o.religious_category),
            '"religious_denomination":' || to_json(o.religious_denomination),
            '"updated_by":' || to_json(o.updated_by),
            '"version":' || to_json(o.version)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_personal_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_personal', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"birth_place":' || to_json(n.birth_place),
            '"district_of_birth":' || to_json(n.district_of_birth),
            '"education_level":' || to_json(n.education_level),
            '"home_language":' || to_json(n.home_language),
            '"id":' || to_json(n.id),
            '"is_born_in_zambia":' || to_json(n.is_born_in_zambia),
            '"marital_status":' || to_json(n.marital_status),
            '"marital_status_given":' || to_json(n.marital_status_given),
            '"occupation":' || to_json(n.occupation),
            '"other_education_level":' || to_json(n.other_education_level),
            '"other_home_language":' || to_json(n.other_home_language),
            '"other_occupation":' || to_json(n.other_occupation),
            '"other_religious_denomination":' || to_json(n.other_religious_denomination),
            '"patient_id":' || to_json(n.patient_id),
            '"province_of_birth":' || to_json(n.province_of_birth),
            '"religious_category":' || to_json(n.religious_category),
            '"religious_denomination":' || to_json(n.religious_denomination),
            '"updated_by":' || to_json(n.updated_by),
            '"version":' || to_json(n.version)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_personal_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_personal', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.birth_place IS DISTINCT FROM n.birth_place THEN '"birth_place":' || json_build_array(o.birth_place, n.birth_place) END,
                CASE WHEN o.district_of_birth IS DISTINCT FROM n.district_of_birth THEN '"district_of_birth":' || json_build_array(o.district_of_birth, n.district_of_birth) END,
                CASE WHEN o.education_level IS DISTINCT FROM n.education_level THEN '"education_level":' || json_build_array(o.education_level, n.education_level) END,
                CASE WHEN o.home_language IS DISTINCT FROM n.home_language THEN '"home_language":' || json_build_array(o.home_language, n.home_language) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.is_born_in_zambia IS DISTINCT FROM n.is_born_in_zambia THEN '"is_born_in_zambia":' || json_build_array(o.is_born_in_zambia, n.is_born_in_zambia) END,
                CASE WHEN o.marital_status IS DISTINCT FROM n.marital_status THEN '"marital_status":' || json_build_array(o.marital_status, n.marital_status) END,
                CASE WHEN o.marital_status_given IS DISTINCT FROM n.marital_status_given THEN '"marital_status_given":' || json_build_array(o.marital_status_given, n.marital_status_given) END,
                CASE WHEN o.occupation IS DISTINCT FROM n.occupation THEN '"occupation":' || json_build_array(o.occupation, n.occupation) END,
                CASE WHEN o.other_education_level IS DISTINCT FROM n.other_education_level THEN '"other_education_level":' || json_build_array(o.other_education_level, n.other_education_level) END,
                CASE WHEN o.other_home_language IS DISTINCT FROM n.other_home_language THEN '"other_home_language":' || json_build_array(o.other_home_language, n.other_home_language) END,
                CASE WHEN o.other_occupation IS DISTINCT FROM n.other_occupation THEN '"other_occupation":' || json_build_array(o.other_occupation, n.other_occupation) END,
                CASE WHEN o.other_religious_denomination IS DISTINCT FROM n.other_religious_denomination THEN '"other_religious_denomination":' || json_build_array(o.other_religious_denomination, n.other_religious_denomination) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.province_of_birth IS DISTINCT FROM n.province_of_birth THEN '"province_of_birth":' || json_build_array(o.province_of_birth, n.province_of_birth) END,
                CASE WHEN o.religious_category IS DISTINCT FROM n.religious_category THEN '"religious_category":' || json_build_array(o.religious_category, n.religious_category) END,
                CASE WHEN o.religious_denomination IS DISTINCT FROM n.religious_denomination THEN '"religious_denomination":' || json_build_array(o.religious_denomination, n.religious_denomination) END,
                CASE WHEN o.updated_by IS DISTINCT FROM n.updated_by THEN '"updated_by":' || json_build_array(o.updated_by, n.updated_by) END,
                CASE WHEN o.version IS DISTINCT FROM n.version THEN '"version":' || json_build_array(o.version, n.version) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.patient_id = o.patient_id AND n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_registration_draft_audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'D', 'patient_registration_draft', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, o.patient_id AS patient_id, o.id::text AS row_id,
            '{' || concat_ws(',',
            '"actor_id":' || to_json(o.actor_id),
            '"answers":' || '"***"',
            '"expires_at":' || to_json(o.expires_at),
            '"facility_id":' || to_json(o.facility_id),
            '"id":' || to_json(o.id),
            '"patient_id":' || to_json(o.patient_id),
            '"saved_at":' || to_json(o.saved_at),
            '"started_at":' || to_json(o.started_at)
        ) || '}' AS payload
        FROM old_rows o
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_registration_draft_audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'I', 'patient_registration_draft', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, n.patient_id AS patient_id, n.id::text AS row_id,
            '{' || concat_ws(',',
            '"actor_id":' || to_json(n.actor_id),
            '"answers":' || '"***"',
            '"expires_at":' || to_json(n.expires_at),
            '"facility_id":' || to_json(n.facility_id),
            '"id":' || to_json(n.id),
            '"patient_id":' || to_json(n.patient_id),
            '"saved_at":' || to_json(n.saved_at),
            '"started_at":' || to_json(n.started_at)
        ) || '}' AS payload
        FROM new_rows n
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_registration_draft_audit_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT s.id, statement_timestamp(), 'U', 'patient_registration_draft', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), k.reason, k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k, (
        SELECT nextval('audit_events_id_seq') AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT coalesce(n.patient_id, o.patient_id) AS patient_id, coalesce(n.id::text, o.id::text) AS row_id, concat_ws(',',
                CASE WHEN o.actor_id IS DISTINCT FROM n.actor_id THEN '"actor_id":' || json_build_array(o.actor_id, n.actor_id) END,
                CASE WHEN o.answers IS DISTINCT FROM n.answers THEN '"answers":["***","***"]' END,
                CASE WHEN o.expires_at IS DISTINCT FROM n.expires_at THEN '"expires_at":' || json_build_array(o.expires_at, n.expires_at) END,
                CASE WHEN o.facility_id IS DISTINCT FROM n.facility_id THEN '"facility_id":' || json_build_array(o.facility_id, n.facility_id) END,
                CASE WHEN o.id IS DISTINCT FROM n.id THEN '"id":' || json_build_array(o.id, n.id) END,
                CASE WHEN o.patient_id IS DISTINCT FROM n.patient_id THEN '"patient_id":' || json_build_array(o.patient_id, n.patient_id) END,
                CASE WHEN o.saved_at IS DISTINCT FROM n.saved_at THEN '"saved_at":' || json_build_array(o.saved_at, n.saved_at) END,
                CASE WHEN o.started_at IS DISTINCT FROM n.started_at THEN '"started_at":' || json_build_array(o.started_at, n.started_at) END
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON n.id = o.id OFFSET 0
        ) d, LATERAL (SELECT '{' || d.parts || '}' AS payload) p WHERE d.parts <> ''
    ) s;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.patient_row_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'a row of % never moves to another patient', TG_TABLE_NAME USING ERRCODE = 'SC002';
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_context(key text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    SELECT NULLIF(current_setting('smartcare.' || key, true), '')
$function$

CREATE OR REPLACE FUNCTION public.smartcare_email(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    address text := btrim(regexp_replace(translate(given, E' \t\n\r\f\u000b\u00a0', '       '), ' {2,}', ' ', 'g'), ' ');
BEGIN
    IF length(address) > 254 OR address !~ ('^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?'
            '(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$') THEN
        RETURN NULL;
    END IF;
    RETURN split_part(address, '@', 1) || '@' || lower(split_part(address, '@', 2) COLLATE "C");
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_facility_key(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    words text := translate(given, E'''`\u00b4\u2018\u2019\u02bc\u2032\u200b\u200e\u200f\ufeff', '');
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := normalize(words, NFKD);
    END IF;
    words := regexp_replace(lower(words COLLATE "C"), '[\u0300-\u036f]+', '', 'g');
    words := regexp_replace(replace(words, '&', ' and '), '[^0-9a-z]+', ' ', 'g');
    words := ' ' || btrim(words, ' ') || ' ';
    words := replace(words, ' h a h c ', ' hahc ');
    words := replace(words, ' r h c ', ' rhc ');
    words := replace(words, ' u h c ', ' uhc ');
    words := replace(words, ' z h c ', ' zhc ');
    words := replace(words, ' h p ', ' hp ');
    words := replace(words, ' h c ', ' hc ');
    words := replace(words, ' healthcentre ', ' health centre ');
    words := replace(words, ' healthcenter ', ' health centre ');
    words := replace(words, ' healthpost ', ' health post ');
    words := replace(words, ' center ', ' centre ');
    words := replace(words, ' hosp ', ' hospital ');
    words := replace(words, ' hahc ', ' hospital affiliated health centre ');
    words := replace(words, ' rhc ', ' rural health centre ');
    words := replace(words, ' uhc ', ' urban health centre ');
    words := replace(words, ' zhc ', ' zonal health centre ');
    words := replace(words, ' hp ', ' health post ');
    words := replace(words, ' hc ', ' health centre ');
    words := replace(words, ' saint ', ' st ');
    words := replace(words, ' mount ', ' mt ');
    words := replace(words, ' limited ', ' ltd ');
    RETURN btrim(words, ' ');
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_legacy_facility(given text)
 RETURNS TABLE(facility_id bigint, outcome text, score real, candidates integer)
 LANGUAGE plpgsql
AS $function$
DECLARE
    key text := smartcare_facility_key(given);
    ids bigint[];
    scores real[];
    counts integer[];
BEGIN
    SELECT array_agg(f.id) INTO ids FROM facilities_facility f
        WHERE f.name_key = key AND f.name = given AND NOT f.is_unknown;
    outcome := 'exact';
    IF ids IS NULL THEN
        SELECT array_agg(f.id) INTO ids FROM facilities_facility f WHERE f.name_key = key AND NOT f.is_unknown;
        outcome := 'folded';
    END IF;
    score := CASE WHEN ids IS NULL THEN 0 ELSE 1 END;
    IF ids IS NULL AND key <> '' THEN
        -- Not a SET clause of the function: only a superuser could restore that before the extension is loaded.
        PERFORM set_config('pg_trgm.similarity_threshold', '0.5', true);
        SELECT array_agg(near.first_id), array_agg(near.likeness), array_agg(near.facilities) INTO ids, scores, counts FROM (
            SELECT min(f.id) AS first_id, count(*)::integer AS facilities, similarity(f.name_key, key) AS likeness
            FROM facilities_facility f WHERE f.name_key % key AND NOT f.is_unknown
            GROUP BY f.name_key ORDER BY likeness DESC, f.name_key LIMIT 2) near;
        outcome := 'similar';
        score := coalesce(scores[1], 0);
        candidates := CASE WHEN score < 0.6 THEN 0
                           WHEN score - coalesce(scores[2], 0) >= 0.1 THEN counts[1]
                           ELSE counts[1] + counts[2] END;
    ELSE
        candidates := coalesce(cardinality(ids), 0);
    END IF;
    IF candidates = 1 THEN
        facility_id := ids[1];
    ELSE
        SELECT f.id INTO facility_id FROM facilities_facility f WHERE f.is_unknown;
        outcome := CASE candidates WHEN 0 THEN 'unknown' ELSE 'ambiguous' END;
    END IF;
    RETURN NEXT;
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_legacy_id_after(highest bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
    IF highest > 2147483647 THEN
        RAISE EXCEPTION 'the number % does not fit the legacy table', highest USING ERRCODE = 'numeric_value_out_of_range';
    END IF;
    IF highest > 0 AND highest >= (SELECT last_value FROM patient_legacy_id_seq) THEN
        PERFORM setval('patient_legacy_id_seq', highest);
    END IF;
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_legacy_marital(value marital_status)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE value WHEN 'single'::marital_status THEN 'Single'::text WHEN 'married'::marital_status THEN 'Married'::text WHEN 'cohabiting'::marital_status THEN 'Cohabiting'::text WHEN 'separated'::marital_status THEN 'Separated'::text WHEN 'divorced'::marital_status THEN 'Divorced'::text WHEN 'widowed'::marital_status THEN 'Widowed'::text ELSE NULL::text END

CREATE OR REPLACE FUNCTION public.smartcare_legacy_moment(given timestamp without time zone)
 RETURNS timestamp without time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((given >= '0002-01-01 00:00:00'::timestamp without time zone) AND (given <= '9998-12-31 00:00:00'::timestamp without time zone)) THEN given ELSE NULL::timestamp without time zone END

CREATE OR REPLACE FUNCTION public.smartcare_legacy_sex(value patient_sex)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE value WHEN 'F'::patient_sex THEN 'Female'::text WHEN 'M'::patient_sex THEN 'Male'::text WHEN 'O'::patient_sex THEN 'Other'::text ELSE 'Unknown'::text END

CREATE OR REPLACE FUNCTION public.smartcare_marital(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN CASE
        WHEN key IN ('nevermarried', 'notmarried', 'single', 'unmarried') THEN 'single'
        WHEN key IN ('married', 'marriedmonogamous', 'marriedpolygamous') THEN 'married'
        WHEN key IN ('cohabitating', 'cohabitation', 'cohabiting', 'livingtogether') THEN 'cohabiting'
        WHEN key IN ('divorced', 'divorcee') THEN 'divorced'
        WHEN key IN ('separated', 'seperated') THEN 'separated'
        WHEN key IN ('widow', 'widowed', 'widower') THEN 'widowed'
        END;
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_name_key(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    plain text := translate(given, E'''`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '');
BEGIN
    IF octet_length(plain) = length(plain) THEN -- plain ASCII, nearly every name
        RETURN btrim(regexp_replace(lower(plain COLLATE "C"), '[^a-z0-9]+', ' ', 'g'), ' ');
    END IF;
    plain := regexp_replace(lower(normalize(plain, NFKD) COLLATE "C"), '[\u0300-\u036f]+', '', 'g');
    plain := translate(plain, E'\u0110\u0111\u0141\u0142\u00d8\u00f8\u00d0\u00f0\u0131\u0126\u0127\u014a\u014b\u0166\u0167'
        '''`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', 'ddllooddihhnntt');
    plain := replace(replace(plain, E'\u00c6', 'ae'), E'\u00e6', 'ae');
    plain := replace(replace(plain, E'\u0152', 'oe'), E'\u0153', 'oe');
    plain := replace(replace(plain, E'\u00de', 'th'), E'\u00fe', 'th');
    plain := replace(replace(plain, E'\u1e9e', 'ss'), E'\u00df', 'ss');
    plain := regexp_replace(plain, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f\u00a0'
        '\u00ab\u00b7\u00bb\u2010-\u2015\u201c-\u201e\u2022\u2212]+', ' ', 'g');
    RETURN btrim(plain, ' ');
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_nrc(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    plain text := btrim(translate(given,
        E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
        '/////////////////////////'), '/');
    part text[] := coalesce(regexp_match(plain, '^([0-9]{6})/*([0-9]{2})/*([123])$'),
                            regexp_match(plain, '^([0-9]{1,6})/+([0-9]{1,2})/+([123])$'));
BEGIN
    IF part IS NULL OR btrim(part[1], '0') = '' THEN
        RETURN NULL;
    END IF;
    RETURN lpad(part[1], 6, '0') || '/' || lpad(part[2], 2, '0') || '/' || part[3];
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_nupin(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    plain text := upper(btrim(translate(given,
        E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
        '-------------------------'), '-') COLLATE "C");
    part text[] := regexp_match(plain, '^([A-Z0-9]{1,4})-+([A-Z0-9]{1,5})-+([0-9]{1,5})-+([0-9])$');
BEGIN
    IF part IS NULL OR btrim(plain, '0-') = '' THEN
        RETURN NULL;
    END IF;
    RETURN array_to_string(part, '-');
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_phone(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
    dialled text := translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '');
    home text := substring(dialled FROM
        '^(?:\+260|\+?00260|260)?0?(800[0-9]{6}|21[1-8][0-9]{6}|63[0-9]{7}|[59][5-8][0-9]{7}|7[5-9][0-9]{7})$');
BEGIN
    IF home IS NOT NULL THEN
        RETURN '+260' || home;
    END IF;
    RETURN substring(dialled FROM '^\+(?!260)[1-9][0-9]{9,14}$');
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_require_actor()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF smartcare_context('actor_id') IS NULL OR smartcare_context('act') IS NULL THEN
        RAISE EXCEPTION 'a write to % needs an act with an actor', TG_TABLE_NAME USING ERRCODE = 'SC001';
    END IF;
    RETURN NULL;
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_said_none(given text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN coalesce(btrim(key, '0?*#+') = '' OR key IN (
        'na', 'nil', 'nill', 'no', 'nocell', 'nocellphone', 'noemail', 'none', 'nonrc', 'nonumber', 'nophone',
        'notapplicable', 'notavailable', 'notgiven', 'nothing', 'notknown', 'notstated', 'null', 'unk',
        'unknown', 'xx', 'xxx'), true);
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_sex(given text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN CASE
        WHEN key IN ('f', 'fem', 'femal', 'female', 'girl', 'woman') THEN 'F'
        WHEN key IN ('boy', 'm', 'male', 'man') THEN 'M'
        WHEN key IN ('indeterminate', 'intersex', 'o', 'other') THEN 'O'
        ELSE 'U' END;
END
$function$

CREATE OR REPLACE FUNCTION public.smartcare_text_state(given text, value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN smartcare_said_none(given) THEN 'said_none'::text WHEN (value IS NOT NULL) THEN 'ok'::text ELSE 'to_mend'::text END

CREATE OR REPLACE FUNCTION public.smartcare_tidy(given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    SELECT btrim(regexp_replace(translate(given, E' \t\n\r\f\u000b\u00a0', '       '), ' {2,}', ' ', 'g'), ' ')
$function$

CREATE OR REPLACE FUNCTION public.smartcare_uuid7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid
$function$


-- triggers
CREATE TRIGGER account_emailaddress_audit_delete AFTER DELETE ON public.account_emailaddress REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailaddress_audit_delete() [A]
CREATE TRIGGER account_emailaddress_audit_insert AFTER INSERT ON public.account_emailaddress REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailaddress_audit_insert() [A]
CREATE TRIGGER account_emailaddress_audit_truncate BEFORE TRUNCATE ON public.account_emailaddress FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER account_emailaddress_audit_update AFTER UPDATE ON public.account_emailaddress REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailaddress_audit_update() [A]
CREATE TRIGGER account_emailconfirmation_audit_delete AFTER DELETE ON public.account_emailconfirmation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailconfirmation_audit_delete() [A]
CREATE TRIGGER account_emailconfirmation_audit_insert AFTER INSERT ON public.account_emailconfirmation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailconfirmation_audit_insert() [A]
CREATE TRIGGER account_emailconfirmation_audit_truncate BEFORE TRUNCATE ON public.account_emailconfirmation FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER account_emailconfirmation_audit_update AFTER UPDATE ON public.account_emailconfirmation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION account_emailconfirmation_audit_update() [A]
CREATE TRIGGER accounts_membership_audit_delete AFTER DELETE ON public.accounts_membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_membership_audit_delete() [A]
CREATE TRIGGER accounts_membership_audit_insert AFTER INSERT ON public.accounts_membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_membership_audit_insert() [A]
CREATE TRIGGER accounts_membership_audit_truncate BEFORE TRUNCATE ON public.accounts_membership FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER accounts_membership_audit_update AFTER UPDATE ON public.accounts_membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_membership_audit_update() [A]
CREATE TRIGGER accounts_user_audit_delete AFTER DELETE ON public.accounts_user REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_audit_delete() [A]
CREATE TRIGGER accounts_user_audit_insert AFTER INSERT ON public.accounts_user REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_audit_insert() [A]
CREATE TRIGGER accounts_user_audit_truncate BEFORE TRUNCATE ON public.accounts_user FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER accounts_user_audit_update AFTER UPDATE ON public.accounts_user REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_audit_update() [A]
CREATE TRIGGER accounts_user_groups_audit_delete AFTER DELETE ON public.accounts_user_groups REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_groups_audit_delete() [A]
CREATE TRIGGER accounts_user_groups_audit_insert AFTER INSERT ON public.accounts_user_groups REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_groups_audit_insert() [A]
CREATE TRIGGER accounts_user_groups_audit_truncate BEFORE TRUNCATE ON public.accounts_user_groups FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER accounts_user_groups_audit_update AFTER UPDATE ON public.accounts_user_groups REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_groups_audit_update() [A]
CREATE TRIGGER accounts_user_user_permissions_audit_delete AFTER DELETE ON public.accounts_user_user_permissions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_user_permissions_audit_delete() [A]
CREATE TRIGGER accounts_user_user_permissions_audit_insert AFTER INSERT ON public.accounts_user_user_permissions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_user_permissions_audit_insert() [A]
CREATE TRIGGER accounts_user_user_permissions_audit_truncate BEFORE TRUNCATE ON public.accounts_user_user_permissions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER accounts_user_user_permissions_audit_update AFTER UPDATE ON public.accounts_user_user_permissions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION accounts_user_user_permissions_audit_update() [A]
CREATE TRIGGER audit_events_append_only BEFORE DELETE OR UPDATE ON public.audit_events FOR EACH ROW EXECUTE FUNCTION audit_refuse_change() [A]
CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change() [A]
CREATE TRIGGER audit_signals_audit_delete AFTER DELETE ON public.audit_signals REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_signals_audit_delete() [A]
CREATE TRIGGER audit_signals_audit_insert AFTER INSERT ON public.audit_signals REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_signals_audit_insert() [A]
CREATE TRIGGER audit_signals_audit_truncate BEFORE TRUNCATE ON public.audit_signals FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER audit_signals_audit_update AFTER UPDATE ON public.audit_signals REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_signals_audit_update() [A]
CREATE TRIGGER auth_group_audit_delete AFTER DELETE ON public.auth_group REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_audit_delete() [A]
CREATE TRIGGER auth_group_audit_insert AFTER INSERT ON public.auth_group REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_audit_insert() [A]
CREATE TRIGGER auth_group_audit_truncate BEFORE TRUNCATE ON public.auth_group FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER auth_group_audit_update AFTER UPDATE ON public.auth_group REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_audit_update() [A]
CREATE TRIGGER auth_group_permissions_audit_delete AFTER DELETE ON public.auth_group_permissions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_permissions_audit_delete() [A]
CREATE TRIGGER auth_group_permissions_audit_insert AFTER INSERT ON public.auth_group_permissions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_permissions_audit_insert() [A]
CREATE TRIGGER auth_group_permissions_audit_truncate BEFORE TRUNCATE ON public.auth_group_permissions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER auth_group_permissions_audit_update AFTER UPDATE ON public.auth_group_permissions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION auth_group_permissions_audit_update() [A]
CREATE TRIGGER facilities_district_audit_delete AFTER DELETE ON public.facilities_district REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_audit_delete() [A]
CREATE TRIGGER facilities_district_audit_insert AFTER INSERT ON public.facilities_district REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_audit_insert() [A]
CREATE TRIGGER facilities_district_audit_truncate BEFORE TRUNCATE ON public.facilities_district FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER facilities_district_audit_update AFTER UPDATE ON public.facilities_district REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_audit_update() [A]
CREATE TRIGGER facilities_district_province_audit_delete AFTER DELETE ON public.facilities_district_province REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_province_audit_delete() [A]
CREATE TRIGGER facilities_district_province_audit_insert AFTER INSERT ON public.facilities_district_province REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_province_audit_insert() [A]
CREATE TRIGGER facilities_district_province_audit_truncate BEFORE TRUNCATE ON public.facilities_district_province FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER facilities_district_province_audit_update AFTER UPDATE ON public.facilities_district_province REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_district_province_audit_update() [A]
CREATE TRIGGER facilities_facility_audit_delete AFTER DELETE ON public.facilities_facility REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_facility_audit_delete() [A]
CREATE TRIGGER facilities_facility_audit_insert AFTER INSERT ON public.facilities_facility REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_facility_audit_insert() [A]
CREATE TRIGGER facilities_facility_audit_truncate BEFORE TRUNCATE ON public.facilities_facility FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER facilities_facility_audit_update AFTER UPDATE ON public.facilities_facility REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_facility_audit_update() [A]
CREATE TRIGGER facilities_province_audit_delete AFTER DELETE ON public.facilities_province REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_province_audit_delete() [A]
CREATE TRIGGER facilities_province_audit_insert AFTER INSERT ON public.facilities_province REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_province_audit_insert() [A]
CREATE TRIGGER facilities_province_audit_truncate BEFORE TRUNCATE ON public.facilities_province FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER facilities_province_audit_update AFTER UPDATE ON public.facilities_province REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION facilities_province_audit_update() [A]
CREATE TRIGGER patient_address_audit_delete AFTER DELETE ON public.patient_address REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_address_audit_delete() [A]
CREATE TRIGGER patient_address_audit_insert AFTER INSERT ON public.patient_address REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_address_audit_insert() [A]
CREATE TRIGGER patient_address_audit_truncate BEFORE TRUNCATE ON public.patient_address FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_address_audit_update AFTER UPDATE ON public.patient_address REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_address_audit_update() [A]
CREATE TRIGGER patient_address_period_not_in_future BEFORE INSERT OR UPDATE OF valid ON public.patient_address FOR EACH ROW EXECUTE FUNCTION patient_period_not_in_future() [O]
CREATE TRIGGER patient_address_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_address FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_address_stays BEFORE UPDATE OF patient_id ON public.patient_address FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_contacts_audit_delete AFTER DELETE ON public.patient_contacts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_contacts_audit_delete() [A]
CREATE TRIGGER patient_contacts_audit_insert AFTER INSERT ON public.patient_contacts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_contacts_audit_insert() [A]
CREATE TRIGGER patient_contacts_audit_truncate BEFORE TRUNCATE ON public.patient_contacts FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_contacts_audit_update AFTER UPDATE ON public.patient_contacts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_contacts_audit_update() [A]
CREATE TRIGGER patient_contacts_period_not_in_future BEFORE INSERT OR UPDATE OF valid ON public.patient_contacts FOR EACH ROW EXECUTE FUNCTION patient_period_not_in_future() [O]
CREATE TRIGGER patient_contacts_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_contacts FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_contacts_stays BEFORE UPDATE OF patient_id ON public.patient_contacts FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_core_audit_delete AFTER DELETE ON public.patient_core REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_core_audit_delete() [A]
CREATE TRIGGER patient_core_audit_insert AFTER INSERT ON public.patient_core REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_core_audit_insert() [A]
CREATE TRIGGER patient_core_audit_truncate BEFORE TRUNCATE ON public.patient_core FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_core_audit_update AFTER UPDATE ON public.patient_core REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_core_audit_update() [A]
CREATE TRIGGER patient_core_birth_not_in_future BEFORE INSERT OR UPDATE OF date_of_birth ON public.patient_core FOR EACH ROW EXECUTE FUNCTION patient_birth_not_in_future() [O]
CREATE TRIGGER patient_core_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_core FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_family_audit_delete AFTER DELETE ON public.patient_family REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_family_audit_delete() [A]
CREATE TRIGGER patient_family_audit_insert AFTER INSERT ON public.patient_family REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_family_audit_insert() [A]
CREATE TRIGGER patient_family_audit_truncate BEFORE TRUNCATE ON public.patient_family FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_family_audit_update AFTER UPDATE ON public.patient_family REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_family_audit_update() [A]
CREATE TRIGGER patient_family_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_family FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_family_stays BEFORE UPDATE OF patient_id ON public.patient_family FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_identifier_registry_audit_delete AFTER DELETE ON public.patient_identifier_registry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifier_registry_audit_delete() [A]
CREATE TRIGGER patient_identifier_registry_audit_insert AFTER INSERT ON public.patient_identifier_registry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifier_registry_audit_insert() [A]
CREATE TRIGGER patient_identifier_registry_audit_truncate BEFORE TRUNCATE ON public.patient_identifier_registry FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_identifier_registry_audit_update AFTER UPDATE ON public.patient_identifier_registry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifier_registry_audit_update() [A]
CREATE TRIGGER patient_identifier_registry_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_identifier_registry FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_identifiers_audit_delete AFTER DELETE ON public.patient_identifiers REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifiers_audit_delete() [A]
CREATE TRIGGER patient_identifiers_audit_insert AFTER INSERT ON public.patient_identifiers REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifiers_audit_insert() [A]
CREATE TRIGGER patient_identifiers_audit_truncate BEFORE TRUNCATE ON public.patient_identifiers FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_identifiers_audit_update AFTER UPDATE ON public.patient_identifiers REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_identifiers_audit_update() [A]
CREATE TRIGGER patient_identifiers_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_identifiers FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_identifiers_shared_changed AFTER UPDATE OF value, rank ON public.patient_identifiers FOR EACH ROW WHEN (((new.rank = 0) AND (new.system = ANY (ARRAY['nrc'::identifier_system, 'nupin'::identifier_system])) AND (new.value IS NOT NULL))) EXECUTE FUNCTION patient_number_shared() [O]
CREATE TRIGGER patient_identifiers_shared_new AFTER INSERT ON public.patient_identifiers REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION patient_numbers_shared() [O]
CREATE TRIGGER patient_identifiers_stays BEFORE UPDATE OF patient_id ON public.patient_identifiers FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_nupin_serial_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_nupin_serial FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_personal_audit_delete AFTER DELETE ON public.patient_personal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_personal_audit_delete() [A]
CREATE TRIGGER patient_personal_audit_insert AFTER INSERT ON public.patient_personal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_personal_audit_insert() [A]
CREATE TRIGGER patient_personal_audit_truncate BEFORE TRUNCATE ON public.patient_personal FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_personal_audit_update AFTER UPDATE ON public.patient_personal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_personal_audit_update() [A]
CREATE TRIGGER patient_personal_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_personal FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_personal_stays BEFORE UPDATE OF patient_id ON public.patient_personal FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_recent_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_recent FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]
CREATE TRIGGER patient_recent_stays BEFORE UPDATE OF patient_id ON public.patient_recent FOR EACH ROW WHEN ((old.patient_id IS DISTINCT FROM new.patient_id)) EXECUTE FUNCTION patient_row_stays() [O]
CREATE TRIGGER patient_registration_draft_audit_delete AFTER DELETE ON public.patient_registration_draft REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_registration_draft_audit_delete() [A]
CREATE TRIGGER patient_registration_draft_audit_insert AFTER INSERT ON public.patient_registration_draft REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_registration_draft_audit_insert() [A]
CREATE TRIGGER patient_registration_draft_audit_truncate BEFORE TRUNCATE ON public.patient_registration_draft FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated() [A]
CREATE TRIGGER patient_registration_draft_audit_update AFTER UPDATE ON public.patient_registration_draft REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION patient_registration_draft_audit_update() [A]
CREATE TRIGGER patient_registration_draft_require_actor BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.patient_registration_draft FOR EACH STATEMENT EXECUTE FUNCTION smartcare_require_actor() [O]

-- views
v_patients_legacy:
 SELECT p.legacy_id AS id,
    COALESCE(p.first_name_given, p.first_name) AS first_name,
    COALESCE(p.surname_given, p.surname) AS surname,
    COALESCE(p.date_of_birth_given, p.date_of_birth) AS date_of_birth,
    p.is_estimated_dob,
    COALESCE(p.sex_given, smartcare_legacy_sex(p.sex)) AS sex,
    COALESCE(nrc.value_given, nrc.value) AS nrc,
    COALESCE(card.value_given, card.value) AS under_five_card_number,
    COALESCE(napsa.value_given, napsa.value) AS napsa,
    COALESCE(nupin.value_given, nupin.value) AS nupin,
    COALESCE(art.value_given, art.value) AS art_number,
    p.no_nrc,
    p.country,
    COALESCE(cell.value_given, cell.value, ''::text) AS cellphone,
    COALESCE(cell2.value_given, cell2.value) AS other_cellphone,
    COALESCE(land.value_given, land.value) AS landline,
    COALESCE(mail.value_given, mail.value) AS email,
    home.house_number,
    home.road_street,
    home.area,
    home.city_town_village,
    home.landmarks,
    COALESCE(mother.first_name, ( SELECT r.first_name
           FROM patient_core r
          WHERE (r.id = mother.relative_id)), ''::text) AS mothers_name,
    COALESCE(mother.surname, ( SELECT r.surname
           FROM patient_core r
          WHERE (r.id = mother.relative_id)), ''::text) AS mothers_surname,
    mother.is_deceased AS mother_deceased,
    COALESCE(mother.nrc_given, mother.nrc) AS mothers_nrc,
    mother.napsa_pspf AS mothers_napsa_pspf,
    mother.nationality AS mothers_nationality,
    COALESCE(father.first_name, ( SELECT r.first_name
           FROM patient_core r
          WHERE (r.id = father.relative_id))) AS fathers_name,
    COALESCE(father.surname, ( SELECT r.surname
           FROM patient_core r
          WHERE (r.id = father.relative_id))) AS fathers_surname,
    father.is_deceased AS father_deceased,
    COALESCE(father.nrc_given, father.nrc) AS fathers_nrc,
    father.napsa_pspf AS fathers_napsa_pspf,
    father.nationality AS fathers_nationality,
    COALESCE(guardian.first_name, ( SELECT r.first_name
           FROM patient_core r
          WHERE (r.id = guardian.relative_id))) AS guardian_name,
    COALESCE(guardian.surname, ( SELECT r.surname
           FROM patient_core r
          WHERE (r.id = guardian.relative_id))) AS guardian_surname,
    guardian.relationship AS guardian_relationship,
    COALESCE(guardian.nrc_given, guardian.nrc) AS guardian_nrc,
    guardian.napsa_pspf AS guardian_napsa_pspf,
    guardian.nationality AS guardian_nationality,
    COALESCE(own.marital_status_given, smartcare_legacy_marital(own.marital_status)) AS marital_status,
    COALESCE(spouse.first_name, ( SELECT r.first_name
           FROM patient_core r
          WHERE (r.id = spouse.relative_id))) AS spouse_first_name,
    COALESCE(spouse.surname, ( SELECT r.surname
           FROM patient_core r
          WHERE (r.id = spouse.relative_id))) AS spouse_surname,
    own.home_language,
    own.other_home_language,
    own.is_born_in_zambia,
    own.province_of_birth,
    own.district_of_birth,
    own.birth_place,
    own.religious_category,
    own.religious_denomination,
    own.other_religious_denomination,
    own.education_level,
    own.other_education_level,
    own.occupation,
    own.other_occupation,
    COALESCE(p.facility_given, f.name) AS facility,
    COALESCE(p.registered_at_given, (p.registered_at AT TIME ZONE 'Africa/Lusaka'::text)) AS registration_date,
    COALESCE(p.updated_at_given, (p.updated_at AT TIME ZONE 'Africa/Lusaka'::text)) AS last_updated
   FROM ((((((((((((((((patient_core p
     LEFT JOIN facilities_facility f ON ((f.id = p.facility_id)))
     LEFT JOIN patient_identifiers nrc ON (((nrc.patient_id = p.id) AND (nrc.system = 'nrc'::identifier_system) AND (nrc.rank = 0))))
     LEFT JOIN patient_identifiers card ON (((card.patient_id = p.id) AND (card.system = 'under_five_card'::identifier_system) AND (card.rank = 0))))
     LEFT JOIN patient_identifiers napsa ON (((napsa.patient_id = p.id) AND (napsa.system = 'napsa'::identifier_system) AND (napsa.rank = 0))))
     LEFT JOIN patient_identifiers nupin ON (((nupin.patient_id = p.id) AND (nupin.system = 'nupin'::identifier_system) AND (nupin.rank = 0))))
     LEFT JOIN patient_identifiers art ON (((art.patient_id = p.id) AND (art.system = 'art_number'::identifier_system) AND (art.rank = 0))))
     LEFT JOIN patient_contacts cell ON (((cell.patient_id = p.id) AND (cell.kind = 'cellphone'::contact_kind) AND (cell.rank = 0))))
     LEFT JOIN patient_contacts cell2 ON (((cell2.patient_id = p.id) AND (cell2.kind = 'other_cellphone'::contact_kind) AND (cell2.rank = 0))))
     LEFT JOIN patient_contacts land ON (((land.patient_id = p.id) AND (land.kind = 'landline'::contact_kind) AND (land.rank = 0))))
     LEFT JOIN patient_contacts mail ON (((mail.patient_id = p.id) AND (mail.kind = 'email'::contact_kind) AND (mail.rank = 0))))
     LEFT JOIN patient_address home ON (((home.patient_id = p.id) AND (home.use = 'home'::address_use) AND (home.rank = 0))))
     LEFT JOIN patient_family mother ON (((mother.patient_id = p.id) AND (mother.relation = 'mother'::family_relation) AND (mother.rank = 0))))
     LEFT JOIN patient_family father ON (((father.patient_id = p.id) AND (father.relation = 'father'::family_relation) AND (father.rank = 0))))
     LEFT JOIN patient_family guardian ON (((guardian.patient_id = p.id) AND (guardian.relation = 'guardian'::family_relation) AND (guardian.rank = 0))))
     LEFT JOIN patient_family spouse ON (((spouse.patient_id = p.id) AND (spouse.relation = 'spouse'::family_relation) AND (spouse.rank = 0))))
     LEFT JOIN patient_personal own ON ((own.patient_id = p.id)));

-- row policies
audit_events audit_events_readers for SELECT to smartcare_app: (( SELECT (smartcare_context('role'::text) = ANY (ARRAY['auditor'::text, 'data_protection_officer'::text, 'system_administrator'::text]))) OR (( SELECT (smartcare_context('role'::text) = 'facility_administrator'::text)) AND (facility_id = ( SELECT (smartcare_context('facility_id'::text))::integer AS smartcare_context))))
audit_signals audit_signals_readers for ALL to smartcare_app: ((( SELECT smartcare_context('role'::text) AS smartcare_context) = ANY (ARRAY['auditor'::text, 'data_protection_officer'::text, 'system_administrator'::text])) OR ((( SELECT smartcare_context('role'::text) AS smartcare_context) = 'facility_administrator'::text) AND (facility_id = ( SELECT (smartcare_context('facility_id'::text))::integer AS smartcare_context)) AND (actor_id IS DISTINCT FROM ( SELECT smartcare_context('actor_id'::text) AS smartcare_context))))

-- sequences
account_emailaddress_id_seq integer
account_emailconfirmation_id_seq integer
accounts_membership_id_seq bigint
accounts_user_groups_id_seq bigint
accounts_user_id_seq bigint
accounts_user_user_permissions_id_seq bigint
audit_events_id_seq bigint
audit_signals_id_seq bigint
auth_group_id_seq integer
auth_group_permissions_id_seq bigint
auth_permission_id_seq integer
django_admin_log_id_seq integer
django_content_type_id_seq integer
django_migrations_id_seq bigint
facilities_district_id_seq bigint
facilities_district_province_id_seq bigint
facilities_facility_id_seq bigint
facilities_province_id_seq bigint
patient_legacy_id_seq bigint

-- grants to smartcare_app
account_emailaddress: delete, insert, select, update
account_emailconfirmation: delete, insert, select, update
accounts_membership: delete, insert, select, update
accounts_user: delete, insert, select, update
accounts_user_groups: delete, insert, select, update
accounts_user_user_permissions: delete, insert, select, update
audit_detached: select
audit_events: select
audit_heads: select
audit_signals: select
auth_group: delete, insert, select, update
auth_group_permissions: delete, insert, select, update
auth_permission: delete, insert, select, update
django_admin_log: delete, insert, select, update
django_content_type: delete, insert, select, update
django_migrations: select
django_session: delete, insert, select, update
facilities_district: delete, insert, select, update
facilities_district_province: delete, insert, select, update
facilities_facility: delete, insert, select, update
facilities_province: delete, insert, select, update
patient_address: delete, insert, select, update
patient_address_history: select
patient_contacts: delete, insert, select, update
patient_contacts_history: select
patient_core: insert, select, update
patient_family: delete, insert, select, update
patient_identifier_registry: delete, insert, select, update
patient_identifiers: delete, insert, select, update
patient_nupin_serial: delete, insert, select, update
patient_personal: delete, insert, select, update
patient_recent: delete, insert, select, update
patient_registration_draft: delete, insert, select, update
smartcare_cache: delete, insert, select, update
v_patients_legacy: delete, insert, select, update

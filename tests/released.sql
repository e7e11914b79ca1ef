


SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;


CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;



CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


SET default_tablespace = '';

SET default_table_access_method = heap;


CREATE TABLE public.enrollment_coresession (
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    language character varying(2) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    place character varying(200) NOT NULL,
    online_url character varying(200) NOT NULL,
    capacity integer NOT NULL,
    cancelled_at timestamp with time zone,
    campus_id bigint NOT NULL,
    term_id bigint NOT NULL,
    sequence integer NOT NULL,
    CONSTRAINT core_session_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT core_session_has_places CHECK ((capacity >= 1)),
    CONSTRAINT core_session_in_a_room_or_online CHECK ((((place)::text = ''::text) OR ((online_url)::text = ''::text))),
    CONSTRAINT core_session_is_of_core_module_1_or_2 CHECK ((core_module = ANY (ARRAY[1, 2]))),
    CONSTRAINT core_session_language_is_known CHECK (((language)::text = ANY (ARRAY[('nb'::character varying)::text, ('en'::character varying)::text]))),
    CONSTRAINT enrollment_coresession_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT enrollment_coresession_core_module_check CHECK ((core_module >= 0)),
    CONSTRAINT enrollment_coresession_sequence_check CHECK ((sequence >= 0))
);



CREATE TABLE public.enrollment_learningassistant (
    id bigint NOT NULL,
    username character varying(100) NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    exempt_since date,
    user_id bigint,
    CONSTRAINT learning_assistant_language_is_known CHECK (((language)::text = ANY (ARRAY[('nb'::character varying)::text, ('en'::character varying)::text]))),
    CONSTRAINT learning_assistant_username_is_plain CHECK (((username)::text ~ '^[a-z0-9][a-z0-9._-]*$'::text))
);



CREATE TABLE public.enrollment_term (
    id bigint NOT NULL,
    code character varying(5) NOT NULL,
    registration_opens_at timestamp with time zone,
    registration_closes_at timestamp with time zone,
    deadline_hours smallint NOT NULL,
    preparation_required boolean NOT NULL,
    CONSTRAINT enrollment_term_deadline_hours_check CHECK ((deadline_hours >= 0)),
    CONSTRAINT term_code_is_year_and_season CHECK (((code)::text ~ '^[0-9]{4}[VH]$'::text)),
    CONSTRAINT term_registration_window_is_whole_and_in_order CHECK ((((registration_closes_at IS NULL) AND (registration_opens_at IS NULL)) OR ((registration_closes_at > registration_opens_at) AND (registration_closes_at IS NOT NULL) AND (registration_opens_at IS NOT NULL))))
);



CREATE FUNCTION public.enrollment_lock_and_read(sessions bigint[], person bigint, today date) RETURNS TABLE(assistant public.enrollment_learningassistant, terms bigint[], has_dates boolean, session public.enrollment_coresession, term public.enrollment_term, taken bigint)
    LANGUAGE plpgsql
    AS $$
    BEGIN
        PERFORM FROM enrollment_coresession WHERE id = ANY(sessions) ORDER BY id FOR NO KEY UPDATE;
        SELECT * INTO assistant FROM enrollment_learningassistant WHERE id = person FOR NO KEY UPDATE;
        terms := ARRAY(
            SELECT term_id FROM enrollment_appointment
            WHERE assistant_id = person AND (ends_on IS NULL OR ends_on >= today)
        );
        has_dates := EXISTS (
            SELECT FROM enrollment_registration
            WHERE assistant_id = person AND withdrawn_at IS NULL AND mark IN ('', 'present')
        );
        RETURN QUERY
            SELECT assistant, terms, has_dates, asked, its, (
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = asked.id AND withdrawn_at IS NULL
            )
            FROM enrollment_coresession asked JOIN enrollment_term its ON its.id = asked.term_id
            WHERE asked.id = ANY(sessions) ORDER BY asked.id;
    END
    $$;



CREATE FUNCTION public.pgtrigger_attendance_of_somebody_expected_aeac1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (
        SELECT FROM modules_followupmeeting meeting
        JOIN enrollment_appointment appointment ON appointment.id = NEW.appointment_id
        WHERE meeting.id = NEW.meeting_id
            AND meeting.department_id = appointment.department_id
            AND meeting.term_id = appointment.term_id
            AND (
                NOT EXISTS (
                    SELECT FROM modules_followupmeeting_courses
                    WHERE followupmeeting_id = meeting.id
                )
                OR EXISTS (
                    SELECT FROM modules_followupmeeting_courses
                    WHERE followupmeeting_id = meeting.id AND course_id = appointment.course_id
                )
            )
    ) THEN
        RAISE EXCEPTION 'Only who is expected at a meeting has a mark for it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_somebody_expected';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_completion_report_stays_e9bd7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND
        ROW(OLD.id, OLD.assistant_id, OLD.serial, OLD.evidence, OLD.issued_at)
        IS NOT DISTINCT FROM ROW(NEW.id, NEW.assistant_id, NEW.serial, NEW.evidence, NEW.issued_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A completion report is never changed but to revoke it, and never deleted.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'completion_report_stays';

                END;
            $$;



CREATE FUNCTION public.pgtrigger_count_the_changes_b6a6a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.sequence = OLD.sequence + 1; RETURN NEW;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_05458() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_registrationevent" ("assistant_id", "core_module", "id", "mark", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_confirmed_at", "registered_at", "session_id", "withdrawn_at") VALUES (OLD."assistant_id", OLD."core_module", OLD."id", OLD."mark", OLD."marked_at", OLD."marked_by_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."preparation_confirmed_at", OLD."registered_at", OLD."session_id", OLD."withdrawn_at"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_60c36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_choiceevent" ("assistant_id", "brought_in_by_id", "chosen_at", "completed_on", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "source") VALUES (OLD."assistant_id", OLD."brought_in_by_id", OLD."chosen_at", OLD."completed_on", OLD."id", OLD."module_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."slot", OLD."source"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_91a94() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_equivalentqualificationevent" ("applied_at", "assistant_id", "decided_at", "decided_by_id", "decision", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_because", "revoked_by_id", "source", "text") VALUES (OLD."applied_at", OLD."assistant_id", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."reason", OLD."revoked_at", OLD."revoked_because", OLD."revoked_by_id", OLD."source", OLD."text"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_9290e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_completionreportevent" ("assistant_id", "evidence", "id", "issued_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_because", "revoked_by_id", "serial") VALUES (OLD."assistant_id", OLD."evidence", OLD."id", OLD."issued_at", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."revoked_at", OLD."revoked_because", OLD."revoked_by_id", OLD."serial"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_98327() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_followupattendanceevent" ("appointment_id", "id", "mark", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."appointment_id", OLD."id", OLD."mark", OLD."marked_at", OLD."marked_by_id", OLD."meeting_id", _pgh_attach_context(), NOW(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_delete_delete_b0095() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_waitlistentryevent" ("assistant_id", "core_module", "created_at", "id", "moved_up_because", "moved_up_by_id", "passed_over_at", "passed_over_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "session_id") VALUES (OLD."assistant_id", OLD."core_module", OLD."created_at", OLD."id", OLD."moved_up_because", OLD."moved_up_by_id", OLD."passed_over_at", OLD."passed_over_because", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."priority", OLD."session_id"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_equivalent_decided_stays_e366c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL OR
        ROW(NEW.assistant_id, NEW.kind, NEW.text, NEW.applied_at, NEW.decision, NEW.source,
            NEW.reason, NEW.decided_by_id, NEW.decided_at)
        IS DISTINCT FROM
        ROW(OLD.assistant_id, OLD.kind, OLD.text, OLD.applied_at, OLD.decision, OLD.source,
            OLD.reason, OLD.decided_by_id, OLD.decided_at)
    THEN
        RAISE EXCEPTION 'This application is decided.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'equivalent_decided_stays';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_essay_opened_stays_5c94a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF ROW(OLD.text, OLD.handed_in_at, OLD.author_id, OLD.module_id)
        IS DISTINCT FROM ROW(NEW.text, NEW.handed_in_at, NEW.author_id, NEW.module_id)
        AND EXISTS (SELECT FROM modules_peerevaluation WHERE essay_id = OLD.id)
    THEN
        RAISE EXCEPTION 'Somebody has opened this essay for evaluation.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'essay_opened_stays';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_132c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_registrationevent" ("assistant_id", "core_module", "id", "mark", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_confirmed_at", "registered_at", "session_id", "withdrawn_at") VALUES (NEW."assistant_id", NEW."core_module", NEW."id", NEW."mark", NEW."marked_at", NEW."marked_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."preparation_confirmed_at", NEW."registered_at", NEW."session_id", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_14fc8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_equivalentqualificationevent" ("applied_at", "assistant_id", "decided_at", "decided_by_id", "decision", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_because", "revoked_by_id", "source", "text") VALUES (NEW."applied_at", NEW."assistant_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_because", NEW."revoked_by_id", NEW."source", NEW."text"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_288e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_choiceevent" ("assistant_id", "brought_in_by_id", "chosen_at", "completed_on", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "source") VALUES (NEW."assistant_id", NEW."brought_in_by_id", NEW."chosen_at", NEW."completed_on", NEW."id", NEW."module_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."slot", NEW."source"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_4efc3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_completionreportevent" ("assistant_id", "evidence", "id", "issued_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_because", "revoked_by_id", "serial") VALUES (NEW."assistant_id", NEW."evidence", NEW."id", NEW."issued_at", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."revoked_at", NEW."revoked_because", NEW."revoked_by_id", NEW."serial"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_706b1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_followupattendanceevent" ("appointment_id", "id", "mark", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appointment_id", NEW."id", NEW."mark", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_insert_insert_d5f15() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_waitlistentryevent" ("assistant_id", "core_module", "created_at", "id", "moved_up_because", "moved_up_by_id", "passed_over_at", "passed_over_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "session_id") VALUES (NEW."assistant_id", NEW."core_module", NEW."created_at", NEW."id", NEW."moved_up_because", NEW."moved_up_by_id", NEW."passed_over_at", NEW."passed_over_because", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."priority", NEW."session_id"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_keep_the_places_taken_79441() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE taken integer;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NEW.capacity >= OLD.capacity AND NEW.cancelled_at IS NOT DISTINCT FROM OLD.cancelled_at THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO taken FROM enrollment_registration
        WHERE session_id = NEW.id AND withdrawn_at IS NULL;
    IF NEW.capacity < taken THEN
        RAISE EXCEPTION 'Session % has % places taken.', NEW.id, taken USING
            ERRCODE = 'check_violation', CONSTRAINT = 'core_session_capacity_covers_places_taken';
    END IF;
    IF NEW.cancelled_at IS NOT NULL AND taken > 0 THEN
        RAISE EXCEPTION 'Session % still has % places taken.', NEW.id, taken USING
            ERRCODE = 'check_violation', CONSTRAINT = 'core_session_cancelled_is_empty';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_meeting_makes_up_for_no_make_up_2f460() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM modules_followupmeeting one
        WHERE one.id = NEW.makes_up_for_id
            AND (
                one.makes_up_for_id IS NOT NULL OR one.id = NEW.id
                OR one.department_id <> NEW.department_id
            )
    ) OR NEW.makes_up_for_id IS NOT NULL AND EXISTS (
        SELECT FROM modules_followupmeeting other WHERE other.makes_up_for_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'A meeting makes up for one of the department that is no make-up.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_makes_up_for_no_make_up';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_peer_evaluation_given_stays_2a234() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_peer_evaluation_of_anothers_essay_e53c4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (
        SELECT FROM modules_essay
        WHERE id = NEW.essay_id AND module_id = NEW.module_id AND handed_in_at IS NOT NULL
            AND set_aside_at IS NULL AND author_id IS DISTINCT FROM NEW.evaluator_id
    ) THEN
        RAISE EXCEPTION 'Only an essay of somebody else that is handed in can be evaluated.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'peer_evaluation_of_anothers_essay';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_take_a_place_a5dc0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE session record; taken integer;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NEW.withdrawn_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NULL AND OLD.session_id = NEW.session_id THEN
            RETURN NEW;
        END IF;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Places are taken in READ COMMITTED transactions only.'
            USING ERRCODE = 'feature_not_supported';
    END IF;
    SELECT capacity, cancelled_at INTO session
        FROM enrollment_coresession WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF session.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'Session % is cancelled.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'registration_not_in_a_cancelled_session';
    END IF;
    SELECT count(*) INTO taken FROM enrollment_registration
        WHERE session_id = NEW.session_id AND withdrawn_at IS NULL AND id IS DISTINCT FROM NEW.id;
    IF taken >= session.capacity THEN
        RAISE EXCEPTION 'Session % is full.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity';
    END IF;
    RETURN NEW;

                END;
            $$;



CREATE FUNCTION public.pgtrigger_test_attempt_handed_in_stays_c5447() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_28601() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_choiceevent" ("assistant_id", "brought_in_by_id", "chosen_at", "completed_on", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot", "source") VALUES (NEW."assistant_id", NEW."brought_in_by_id", NEW."chosen_at", NEW."completed_on", NEW."id", NEW."module_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."slot", NEW."source"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_8da52() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "modules_followupattendanceevent" ("appointment_id", "id", "mark", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appointment_id", NEW."id", NEW."mark", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_94629() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_equivalentqualificationevent" ("applied_at", "assistant_id", "decided_at", "decided_by_id", "decision", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_because", "revoked_by_id", "source", "text") VALUES (NEW."applied_at", NEW."assistant_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_because", NEW."revoked_by_id", NEW."source", NEW."text"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_d86de() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_registrationevent" ("assistant_id", "core_module", "id", "mark", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_confirmed_at", "registered_at", "session_id", "withdrawn_at") VALUES (NEW."assistant_id", NEW."core_module", NEW."id", NEW."mark", NEW."marked_at", NEW."marked_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."preparation_confirmed_at", NEW."registered_at", NEW."session_id", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_daa79() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "completion_completionreportevent" ("assistant_id", "evidence", "id", "issued_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_because", "revoked_by_id", "serial") VALUES (NEW."assistant_id", NEW."evidence", NEW."id", NEW."issued_at", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."revoked_at", NEW."revoked_because", NEW."revoked_by_id", NEW."serial"); RETURN NULL;
                END;
            $$;



CREATE FUNCTION public.pgtrigger_update_update_de685() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrollment_waitlistentryevent" ("assistant_id", "core_module", "created_at", "id", "moved_up_because", "moved_up_by_id", "passed_over_at", "passed_over_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "session_id") VALUES (NEW."assistant_id", NEW."core_module", NEW."created_at", NEW."id", NEW."moved_up_because", NEW."moved_up_by_id", NEW."passed_over_at", NEW."passed_over_because", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."priority", NEW."session_id"); RETURN NULL;
                END;
            $$;



CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);



ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);



ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);



ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);



ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);



ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.completion_completionreport (
    id bigint NOT NULL,
    serial character varying(40) NOT NULL,
    evidence jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_because character varying(500) NOT NULL,
    assistant_id bigint NOT NULL,
    revoked_by_id bigint,
    CONSTRAINT completion_report_revoked_with_reason CHECK ((((revoked_at IS NULL) AND ((revoked_because)::text = ''::text) AND (revoked_by_id IS NULL)) OR ((revoked_at >= issued_at) AND (revoked_at IS NOT NULL) AND (revoked_by_id IS NOT NULL) AND (NOT ((revoked_because)::text = ''::text))))),
    CONSTRAINT completion_report_serial_is_readable CHECK (((serial)::text ~ '^([0123456789ABCDEFGHJKMNPQRSTVWXYZ]{4}-){6}[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{4}$'::text))
);



ALTER TABLE public.completion_completionreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.completion_completionreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.completion_completionreportevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    serial character varying(40) NOT NULL,
    evidence jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_because character varying(500) NOT NULL,
    assistant_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    revoked_by_id bigint
);



ALTER TABLE public.completion_completionreportevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.completion_completionreportevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.completion_document (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    file character varying(100) NOT NULL,
    name character varying(100) NOT NULL,
    type character varying(10) NOT NULL,
    size integer NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT completion_document_position_check CHECK (("position" >= 0)),
    CONSTRAINT completion_document_size_check CHECK ((size >= 0)),
    CONSTRAINT document_has_a_known_type_and_size CHECK (((size >= 1) AND (size <= 10485760) AND ((type)::text = ANY (ARRAY[('pdf'::character varying)::text, ('jpeg'::character varying)::text, ('png'::character varying)::text])))),
    CONSTRAINT document_is_one_of_five CHECK ((("position" >= 1) AND ("position" <= 5)))
);



ALTER TABLE public.completion_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.completion_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.completion_equivalentqualification (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    text character varying(1000) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    decision character varying(10) NOT NULL,
    source character varying(10) NOT NULL,
    reason character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_because character varying(1000) NOT NULL,
    assistant_id bigint NOT NULL,
    decided_by_id bigint,
    revoked_by_id bigint,
    CONSTRAINT equivalent_decided_with_author_and_reason CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((decision)::text = ''::text) AND ((reason)::text = ''::text) AND ((source)::text = 'here'::text)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND ((source)::text = 'here'::text) AND (NOT ((decision)::text = ''::text)) AND (NOT ((reason)::text = ''::text))) OR ((decided_at IS NOT NULL) AND ((source)::text = 'file'::text) AND (NOT ((decision)::text = ''::text))))),
    CONSTRAINT equivalent_exemption_withdrawn_with_author_and_reason CHECK ((((revoked_at IS NULL) AND ((revoked_because)::text = ''::text) AND (revoked_by_id IS NULL)) OR (((decision)::text = 'approved'::text) AND (revoked_at IS NOT NULL) AND (revoked_by_id IS NOT NULL) AND (NOT ((revoked_because)::text = ''::text))))),
    CONSTRAINT equivalent_kind_and_decision_are_known CHECK ((((decision)::text = ANY (ARRAY[(''::character varying)::text, ('approved'::character varying)::text, ('rejected'::character varying)::text])) AND ((kind)::text = ANY (ARRAY[('teacher_education_year_2'::character varying)::text, ('teacher_education_with_practice'::character varying)::text, ('eit'::character varying)::text, ('officer_candidate_school'::character varying)::text, ('theoretical_pedagogy'::character varying)::text])))),
    CONSTRAINT equivalent_not_approved_kind_is_rejected CHECK ((((kind)::text = ANY (ARRAY[('teacher_education_year_2'::character varying)::text, ('teacher_education_with_practice'::character varying)::text])) OR ((decision)::text = 'rejected'::text)))
);



ALTER TABLE public.completion_equivalentqualification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.completion_equivalentqualification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.completion_equivalentqualificationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    text character varying(1000) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    decision character varying(10) NOT NULL,
    source character varying(10) NOT NULL,
    reason character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_because character varying(1000) NOT NULL,
    assistant_id bigint NOT NULL,
    decided_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    revoked_by_id bigint
);



ALTER TABLE public.completion_equivalentqualificationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.completion_equivalentqualificationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);



ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);



ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);



ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);



CREATE TABLE public.enrollment_appointment (
    id bigint NOT NULL,
    starts_on date,
    ends_on date,
    course_id bigint NOT NULL,
    department_id bigint NOT NULL,
    assistant_id bigint NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT appointment_ends_after_it_starts CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on)))
);



ALTER TABLE public.enrollment_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_calendarfeed (
    id bigint NOT NULL,
    token character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    assistant_id bigint NOT NULL
);



ALTER TABLE public.enrollment_calendarfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_calendarfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_campus (
    id bigint NOT NULL,
    name character varying(50) NOT NULL
);



ALTER TABLE public.enrollment_campus ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_campus_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_coordinator (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    course_id bigint,
    department_id bigint NOT NULL
);



ALTER TABLE public.enrollment_coordinator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_coordinator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.enrollment_coresession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_coresession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_coresession_leaders (
    id bigint NOT NULL,
    coresession_id bigint NOT NULL,
    user_id bigint NOT NULL
);



ALTER TABLE public.enrollment_coresession_leaders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_coresession_leaders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_course (
    id bigint NOT NULL,
    name_en character varying(200) NOT NULL,
    name_nb character varying(200) NOT NULL,
    code character varying(20) NOT NULL,
    department_id bigint NOT NULL
);



ALTER TABLE public.enrollment_course ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_course_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_department (
    id bigint NOT NULL,
    name_en character varying(200) NOT NULL,
    name_nb character varying(200) NOT NULL,
    code character varying(20) NOT NULL,
    campus_id bigint NOT NULL,
    faculty_id bigint NOT NULL
);



ALTER TABLE public.enrollment_department ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_department_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_exchange (
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    outcome character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT enrollment_exchange_core_module_check CHECK ((core_module >= 0)),
    CONSTRAINT exchange_expires_after_it_is_offered CHECK ((expires_at > offered_at)),
    CONSTRAINT exchange_is_closed_with_an_outcome CHECK ((((closed_at IS NULL) AND ((outcome)::text = ''::text)) OR ((NOT ((outcome)::text = ''::text)) AND (closed_at IS NOT NULL))))
);



ALTER TABLE public.enrollment_exchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_exchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_exchangeside (
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    closed_at timestamp with time zone,
    agreed_at timestamp with time zone,
    shows_name boolean NOT NULL,
    assistant_id bigint NOT NULL,
    exchange_id bigint NOT NULL,
    gives_id bigint NOT NULL,
    takes_id bigint NOT NULL,
    CONSTRAINT enrollment_exchangeside_core_module_check CHECK ((core_module >= 0)),
    CONSTRAINT exchange_side_shows_a_name_only_after_a_yes CHECK (((NOT shows_name) OR (agreed_at IS NOT NULL)))
);



ALTER TABLE public.enrollment_exchangeside ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_exchangeside_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_faculty (
    id bigint NOT NULL,
    name_en character varying(200) NOT NULL,
    name_nb character varying(200) NOT NULL,
    code character varying(20) NOT NULL
);



ALTER TABLE public.enrollment_faculty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_faculty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.enrollment_learningassistant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_learningassistant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_letter (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(200) NOT NULL,
    facts jsonb NOT NULL,
    calendars jsonb NOT NULL,
    written_at timestamp with time zone NOT NULL,
    email_id integer,
    recipient_id bigint NOT NULL
);



ALTER TABLE public.enrollment_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_registration (
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    mark character varying(7) NOT NULL,
    marked_at timestamp with time zone,
    preparation_confirmed_at timestamp with time zone,
    assistant_id bigint NOT NULL,
    marked_by_id bigint,
    session_id bigint NOT NULL,
    CONSTRAINT enrollment_registration_core_module_check CHECK ((core_module >= 0)),
    CONSTRAINT registration_given_up_has_no_mark CHECK (((withdrawn_at IS NULL) OR ((mark)::text = ''::text))),
    CONSTRAINT registration_mark_has_author_and_time CHECK (((((mark)::text = ''::text) AND (marked_at IS NULL) AND (marked_by_id IS NULL)) OR ((NOT ((mark)::text = ''::text)) AND (marked_at IS NOT NULL) AND (marked_by_id IS NOT NULL)))),
    CONSTRAINT registration_mark_is_known CHECK (((mark)::text = ANY (ARRAY[(''::character varying)::text, ('present'::character varying)::text, ('partial'::character varying)::text, ('absent'::character varying)::text])))
);



ALTER TABLE public.enrollment_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_registrationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    mark character varying(7) NOT NULL,
    marked_at timestamp with time zone,
    preparation_confirmed_at timestamp with time zone,
    assistant_id bigint NOT NULL,
    marked_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT enrollment_registrationevent_core_module_check CHECK ((core_module >= 0))
);



ALTER TABLE public.enrollment_registrationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_registrationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_remindertiming (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    days_before smallint,
    term_id bigint NOT NULL,
    CONSTRAINT enrollment_remindertiming_days_before_check CHECK ((days_before >= 0)),
    CONSTRAINT reminder_comes_at_least_a_day_before CHECK ((((kind)::text = 'registration-open'::text) OR (days_before IS NULL) OR (days_before >= 1))),
    CONSTRAINT reminder_of_the_opening_has_no_days CHECK (((NOT ((kind)::text = 'registration-open'::text)) OR (days_before IS NULL) OR (days_before = 0)))
);



ALTER TABLE public.enrollment_remindertiming ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_remindertiming_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.enrollment_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    name character varying(150) NOT NULL
);



CREATE TABLE public.enrollment_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);



ALTER TABLE public.enrollment_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.enrollment_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);



ALTER TABLE public.enrollment_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_waitlistentry (
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    priority smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    assistant_id bigint NOT NULL,
    session_id bigint NOT NULL,
    moved_up_because character varying(300) NOT NULL,
    moved_up_by_id bigint,
    passed_over_at timestamp with time zone,
    passed_over_because character varying(30) NOT NULL,
    CONSTRAINT enrollment_waitlistentry_core_module_check CHECK ((core_module >= 0)),
    CONSTRAINT waitlist_entry_moved_up_with_author_and_reason CHECK (((((moved_up_because)::text = ''::text) AND (moved_up_by_id IS NULL) AND (priority = 0)) OR ((NOT (priority = 0)) AND (moved_up_by_id IS NOT NULL) AND (NOT ((moved_up_because)::text = ''::text))))),
    CONSTRAINT waitlist_entry_passed_over_with_reason CHECK ((((passed_over_at IS NULL) AND ((passed_over_because)::text = ''::text)) OR ((passed_over_at IS NOT NULL) AND (NOT ((passed_over_because)::text = ''::text)))))
);



ALTER TABLE public.enrollment_waitlistentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_waitlistentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.enrollment_waitlistentryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    core_module smallint NOT NULL,
    priority smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    moved_up_because character varying(300) NOT NULL,
    passed_over_at timestamp with time zone,
    passed_over_because character varying(30) NOT NULL,
    assistant_id bigint NOT NULL,
    moved_up_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT enrollment_waitlistentryevent_core_module_check CHECK ((core_module >= 0))
);



ALTER TABLE public.enrollment_waitlistentryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrollment_waitlistentryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);



ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_choice (
    id bigint NOT NULL,
    slot smallint NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    completed_on date,
    source character varying(10) NOT NULL,
    assistant_id bigint NOT NULL,
    brought_in_by_id bigint,
    module_id bigint NOT NULL,
    CONSTRAINT choice_completed_with_source CHECK ((((brought_in_by_id IS NULL) AND (completed_on IS NULL) AND ((source)::text = ''::text)) OR ((brought_in_by_id IS NULL) AND (completed_on IS NOT NULL) AND ((source)::text = 'here'::text)) OR ((completed_on IS NOT NULL) AND ((source)::text = 'file'::text)))),
    CONSTRAINT choice_is_first_or_second CHECK ((slot = ANY (ARRAY[1, 2]))),
    CONSTRAINT modules_choice_slot_check CHECK ((slot >= 0))
);



ALTER TABLE public.modules_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_choiceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    slot smallint NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    completed_on date,
    source character varying(10) NOT NULL,
    assistant_id bigint NOT NULL,
    brought_in_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    module_id bigint NOT NULL,
    CONSTRAINT modules_choiceevent_slot_check CHECK ((slot >= 0))
);



ALTER TABLE public.modules_choiceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_choiceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_coordinatordigest (
    id bigint NOT NULL,
    week character varying(8) NOT NULL,
    email_id integer NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT digest_week_is_of_iso CHECK (((week)::text ~ '^[0-9]{4}-W[0-9]{2}$'::text))
);



ALTER TABLE public.modules_coordinatordigest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_coordinatordigest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_criterion (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text_en character varying(300) NOT NULL,
    text_nb character varying(300) NOT NULL,
    module_id bigint NOT NULL,
    CONSTRAINT modules_criterion_position_check CHECK (("position" >= 0))
);



ALTER TABLE public.modules_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_essay (
    id bigint NOT NULL,
    language character varying(2) NOT NULL,
    text text NOT NULL,
    version integer NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    handed_in_at timestamp with time zone,
    set_aside_at timestamp with time zone,
    set_aside_because character varying(500) NOT NULL,
    fingerprint bigint[],
    similarity smallint,
    author_id bigint,
    set_aside_by_id bigint,
    similar_to_id bigint,
    module_id bigint NOT NULL,
    CONSTRAINT essay_example_is_handed_in CHECK (((author_id IS NOT NULL) OR (handed_in_at IS NOT NULL))),
    CONSTRAINT essay_handed_in_has_text CHECK (((handed_in_at IS NULL) OR (NOT (text = ''::text)))),
    CONSTRAINT essay_language_is_known CHECK (((language)::text = ANY (ARRAY[('nb'::character varying)::text, ('en'::character varying)::text]))),
    CONSTRAINT essay_set_aside_with_reason CHECK ((((set_aside_at IS NULL) AND ((set_aside_because)::text = ''::text) AND (set_aside_by_id IS NULL)) OR ((set_aside_at IS NOT NULL) AND (set_aside_by_id IS NOT NULL) AND (NOT ((set_aside_because)::text = ''::text))))),
    CONSTRAINT modules_essay_similarity_check CHECK ((similarity >= 0)),
    CONSTRAINT modules_essay_version_check CHECK ((version >= 0))
);



ALTER TABLE public.modules_essay ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_essay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_followupattendance (
    id bigint NOT NULL,
    mark character varying(10) NOT NULL,
    marked_at timestamp with time zone NOT NULL,
    appointment_id bigint NOT NULL,
    marked_by_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT attendance_mark_is_known CHECK (((mark)::text = ANY (ARRAY[('present'::character varying)::text, ('partial'::character varying)::text, ('absent'::character varying)::text])))
);



ALTER TABLE public.modules_followupattendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_followupattendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_followupattendanceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    mark character varying(10) NOT NULL,
    marked_at timestamp with time zone NOT NULL,
    appointment_id bigint NOT NULL,
    marked_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    meeting_id bigint NOT NULL
);



ALTER TABLE public.modules_followupattendanceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_followupattendanceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_followupmeeting (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    place character varying(200) NOT NULL,
    online_url character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    first_meeting_hours numeric(4,2) NOT NULL,
    follow_up_hours numeric(4,2) NOT NULL,
    final_evaluation_hours numeric(4,2) NOT NULL,
    is_mandatory boolean NOT NULL,
    cancelled_at timestamp with time zone,
    sequence integer NOT NULL,
    department_id bigint NOT NULL,
    makes_up_for_id bigint,
    term_id bigint NOT NULL,
    CONSTRAINT meeting_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT meeting_gives_hours_of_some_part CHECK (((final_evaluation_hours >= (0)::numeric) AND (first_meeting_hours >= (0)::numeric) AND (follow_up_hours >= (0)::numeric) AND ((first_meeting_hours > (0)::numeric) OR (follow_up_hours > (0)::numeric) OR (final_evaluation_hours > (0)::numeric)))),
    CONSTRAINT meeting_has_a_place_or_a_link CHECK ((((place)::text = ''::text) OR ((online_url)::text = ''::text))),
    CONSTRAINT meeting_key_is_plain CHECK (((key)::text ~ '^[a-z0-9][a-z0-9-]*$'::text)),
    CONSTRAINT meeting_language_is_known CHECK (((language)::text = ANY (ARRAY[('nb'::character varying)::text, ('en'::character varying)::text]))),
    CONSTRAINT meeting_that_makes_up_is_not_mandatory CHECK (((makes_up_for_id IS NULL) OR (NOT is_mandatory))),
    CONSTRAINT modules_followupmeeting_sequence_check CHECK ((sequence >= 0))
);



CREATE TABLE public.modules_followupmeeting_courses (
    id bigint NOT NULL,
    followupmeeting_id bigint NOT NULL,
    course_id bigint NOT NULL
);



ALTER TABLE public.modules_followupmeeting_courses ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_followupmeeting_courses_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.modules_followupmeeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_followupmeeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_level (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text_en character varying(300) NOT NULL,
    text_nb character varying(300) NOT NULL,
    criterion_id bigint NOT NULL,
    CONSTRAINT modules_level_position_check CHECK (("position" >= 0))
);



ALTER TABLE public.modules_level ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_level_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_moduledates (
    id bigint NOT NULL,
    hand_in_by date NOT NULL,
    complete_by date NOT NULL,
    term_id bigint NOT NULL,
    module_id bigint,
    CONSTRAINT module_dates_are_in_order CHECK ((complete_by >= hand_in_by))
);



ALTER TABLE public.modules_moduledates ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_moduledates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_objection (
    id bigint NOT NULL,
    text character varying(1000) NOT NULL,
    mark character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    answer character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    attendance_id bigint NOT NULL,
    CONSTRAINT objection_answered_with_author_and_words CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT objection_says_something CHECK ((NOT ((text)::text = ''::text)))
);



ALTER TABLE public.modules_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_onlinemodule (
    id bigint NOT NULL,
    code character varying(10) NOT NULL,
    title_en character varying(200) NOT NULL,
    title_nb character varying(200) NOT NULL,
    hours numeric(4,2) NOT NULL,
    is_sample boolean NOT NULL,
    summary_en character varying(300) NOT NULL,
    summary_nb character varying(300) NOT NULL,
    introduction_en text NOT NULL,
    introduction_nb text NOT NULL,
    material_en text NOT NULL,
    material_nb text NOT NULL,
    pass_mark smallint NOT NULL,
    attempts_allowed smallint,
    prompt_en text NOT NULL,
    prompt_nb text NOT NULL,
    essay_min_words smallint NOT NULL,
    essay_max_words smallint NOT NULL,
    comment_min_words smallint NOT NULL,
    lease_days smallint NOT NULL,
    wait_days smallint NOT NULL,
    CONSTRAINT modules_onlinemodule_attempts_allowed_check CHECK ((attempts_allowed >= 0)),
    CONSTRAINT modules_onlinemodule_comment_min_words_check CHECK ((comment_min_words >= 0)),
    CONSTRAINT modules_onlinemodule_essay_max_words_check CHECK ((essay_max_words >= 0)),
    CONSTRAINT modules_onlinemodule_essay_min_words_check CHECK ((essay_min_words >= 0)),
    CONSTRAINT modules_onlinemodule_lease_days_check CHECK ((lease_days >= 0)),
    CONSTRAINT modules_onlinemodule_pass_mark_check CHECK ((pass_mark >= 0)),
    CONSTRAINT modules_onlinemodule_wait_days_check CHECK ((wait_days >= 0)),
    CONSTRAINT online_module_allows_an_attempt CHECK (((attempts_allowed IS NULL) OR (attempts_allowed >= 1))),
    CONSTRAINT online_module_code_is_plain CHECK (((code)::text ~ '^[A-Z0-9]+$'::text)),
    CONSTRAINT online_module_evaluations_take_time_and_words CHECK (((comment_min_words >= 1) AND (lease_days >= 1))),
    CONSTRAINT online_module_hours_are_not_negative CHECK ((hours >= (0)::numeric)),
    CONSTRAINT online_module_pass_mark_is_a_percentage CHECK (((pass_mark >= 1) AND (pass_mark <= 100))),
    CONSTRAINT online_module_word_limits_are_in_order CHECK (((essay_max_words >= essay_min_words) AND (essay_min_words >= 1)))
);



ALTER TABLE public.modules_onlinemodule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_onlinemodule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_option (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text_en character varying(500) NOT NULL,
    text_nb character varying(500) NOT NULL,
    is_right boolean NOT NULL,
    feedback_en character varying(1000) NOT NULL,
    feedback_nb character varying(1000) NOT NULL,
    question_id bigint NOT NULL,
    CONSTRAINT modules_option_position_check CHECK (("position" >= 0))
);



ALTER TABLE public.modules_option ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_peerevaluation (
    id bigint NOT NULL,
    leased_at timestamp with time zone NOT NULL,
    lease_ends_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    comment text NOT NULL,
    given_at timestamp with time zone,
    flagged_at timestamp with time zone,
    flagged_because character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(1000) NOT NULL,
    is_withheld boolean NOT NULL,
    answered_by_id bigint,
    essay_id bigint NOT NULL,
    evaluator_id bigint NOT NULL,
    module_id bigint NOT NULL,
    CONSTRAINT peer_evaluation_answered_with_author_and_words CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL) AND (NOT is_withheld)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (flagged_at IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT peer_evaluation_flagged_with_reason CHECK ((((flagged_at IS NULL) AND ((flagged_because)::text = ''::text)) OR ((flagged_at IS NOT NULL) AND (given_at IS NOT NULL) AND (NOT ((flagged_because)::text = ''::text))))),
    CONSTRAINT peer_evaluation_given_with_comment CHECK (((given_at IS NULL) OR ((released_at IS NULL) AND (NOT (comment = ''::text))))),
    CONSTRAINT peer_evaluation_lease_ends_after_it_begins CHECK ((lease_ends_at > leased_at))
);



ALTER TABLE public.modules_peerevaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_peerevaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_question (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text_en text NOT NULL,
    text_nb text NOT NULL,
    module_id bigint NOT NULL,
    CONSTRAINT modules_question_position_check CHECK (("position" >= 0))
);



ALTER TABLE public.modules_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_rating (
    id bigint NOT NULL,
    criterion_id bigint NOT NULL,
    evaluation_id bigint NOT NULL,
    level_id bigint NOT NULL
);



ALTER TABLE public.modules_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.modules_testattempt (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    paper jsonb NOT NULL,
    answers jsonb NOT NULL,
    handed_in_at timestamp with time zone,
    asked smallint,
    "right" smallint,
    passed boolean NOT NULL,
    assistant_id bigint NOT NULL,
    module_id bigint NOT NULL,
    CONSTRAINT modules_testattempt_asked_check CHECK ((asked >= 0)),
    CONSTRAINT modules_testattempt_right_check CHECK (("right" >= 0)),
    CONSTRAINT test_attempt_scored_when_handed_in CHECK ((((asked IS NULL) AND (handed_in_at IS NULL) AND (NOT passed) AND ("right" IS NULL)) OR ((asked >= 1) AND (handed_in_at IS NOT NULL) AND ("right" <= asked))))
);



ALTER TABLE public.modules_testattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.modules_testattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);



CREATE TABLE public.post_office_attachment (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    name character varying(255) NOT NULL,
    mimetype character varying(255) NOT NULL,
    headers jsonb
);



CREATE TABLE public.post_office_attachment_emails (
    id bigint NOT NULL,
    attachment_id integer NOT NULL,
    email_id integer NOT NULL
);



ALTER TABLE public.post_office_attachment_emails ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_office_attachment_emails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



ALTER TABLE public.post_office_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_office_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.post_office_email (
    id integer NOT NULL,
    from_email character varying(254) NOT NULL,
    "to" text NOT NULL,
    cc text NOT NULL,
    bcc text NOT NULL,
    subject character varying(989) NOT NULL,
    message text NOT NULL,
    html_message text NOT NULL,
    status smallint,
    priority smallint,
    created timestamp with time zone NOT NULL,
    last_updated timestamp with time zone NOT NULL,
    scheduled_time timestamp with time zone,
    headers jsonb,
    context jsonb,
    template_id integer,
    backend_alias character varying(64) NOT NULL,
    number_of_retries integer,
    expires_at timestamp with time zone,
    message_id character varying(255),
    recipient_delivery_status smallint,
    CONSTRAINT post_office_email_number_of_retries_check CHECK ((number_of_retries >= 0)),
    CONSTRAINT post_office_email_priority_check CHECK ((priority >= 0)),
    CONSTRAINT post_office_email_recipient_delivery_status_check CHECK ((recipient_delivery_status >= 0)),
    CONSTRAINT post_office_email_status_check CHECK ((status >= 0))
);



ALTER TABLE public.post_office_email ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_office_email_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.post_office_emailtemplate (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    description text NOT NULL,
    subject character varying(255) NOT NULL,
    content text NOT NULL,
    html_content text NOT NULL,
    created timestamp with time zone NOT NULL,
    last_updated timestamp with time zone NOT NULL,
    default_template_id integer,
    language character varying(12) NOT NULL
);



ALTER TABLE public.post_office_emailtemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_office_emailtemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE public.post_office_log (
    id integer NOT NULL,
    date timestamp with time zone NOT NULL,
    status smallint NOT NULL,
    exception_type character varying(255) NOT NULL,
    message text NOT NULL,
    email_id integer NOT NULL,
    CONSTRAINT post_office_log_status_check CHECK ((status >= 0))
);



ALTER TABLE public.post_office_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_office_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



COPY public.account_emailaddress (id, email, verified, "primary", user_id) FROM stdin;
9	assistant@example.org	t	t	9
10	newcomer@example.org	t	t	10
11	completed@example.org	t	t	11
12	exempt@example.org	t	t	12
13	coordinator@example.org	t	t	13
14	leader@example.org	t	t	14
15	uniped@example.org	t	t	15
16	admin@example.org	t	t	16
\.



COPY public.account_emailconfirmation (id, created, sent, key, email_address_id) FROM stdin;
\.



COPY public.auth_group (id, name) FROM stdin;
1	Uniped
\.



COPY public.auth_group_permissions (id, group_id, permission_id) FROM stdin;
1	1	4
2	1	5
3	1	6
4	1	8
5	1	12
6	1	13
7	1	14
8	1	16
9	1	17
10	1	18
11	1	20
12	1	21
13	1	22
14	1	24
15	1	25
16	1	26
17	1	28
18	1	29
19	1	30
20	1	32
21	1	37
22	1	38
23	1	40
24	1	41
25	1	42
26	1	43
27	1	44
28	1	49
29	1	50
30	1	51
31	1	52
32	1	130
33	1	132
34	1	104
35	1	108
36	1	46
37	1	112
38	1	113
39	1	114
40	1	115
41	1	116
42	1	48
43	1	137
44	1	138
45	1	140
46	1	152
47	1	150
48	1	157
49	1	158
50	1	159
51	1	160
52	1	161
53	1	164
54	1	165
55	1	166
56	1	167
57	1	168
58	1	169
59	1	170
60	1	172
61	1	173
62	1	174
63	1	176
64	1	182
65	1	184
66	1	185
67	1	186
68	1	187
69	1	188
70	1	189
71	1	190
72	1	191
73	1	192
74	1	200
75	1	201
76	1	202
77	1	203
78	1	204
79	1	205
80	1	208
81	1	209
82	1	210
83	1	212
\.



COPY public.auth_permission (id, name, content_type_id, codename) FROM stdin;
1	Can add campus	3	add_campus
2	Can change campus	3	change_campus
3	Can delete campus	3	delete_campus
4	Can view campus	3	view_campus
5	Can add faculty	4	add_faculty
6	Can change faculty	4	change_faculty
7	Can delete faculty	4	delete_faculty
8	Can view faculty	4	view_faculty
9	Can add account	5	add_user
10	Can change account	5	change_user
11	Can delete account	5	delete_user
12	Can view account	5	view_user
13	Can add core session	6	add_coresession
14	Can change core session	6	change_coresession
15	Can delete core session	6	delete_coresession
16	Can view core session	6	view_coresession
17	Can add department	7	add_department
18	Can change department	7	change_department
19	Can delete department	7	delete_department
20	Can view department	7	view_department
21	Can add course	8	add_course
22	Can change course	8	change_course
23	Can delete course	8	delete_course
24	Can view course	8	view_course
25	Can add learning assistant	9	add_learningassistant
26	Can change learning assistant	9	change_learningassistant
27	Can delete learning assistant	9	delete_learningassistant
28	Can view learning assistant	9	view_learningassistant
29	Can add registration	10	add_registration
30	Can change registration	10	change_registration
31	Can delete registration	10	delete_registration
32	Can view registration	10	view_registration
33	Can add registration event	11	add_registrationevent
34	Can change registration event	11	change_registrationevent
35	Can delete registration event	11	delete_registrationevent
36	Can view registration event	11	view_registrationevent
37	Can add term	12	add_term
38	Can change term	12	change_term
39	Can delete term	12	delete_term
40	Can view term	12	view_term
41	Can add appointment	13	add_appointment
42	Can change appointment	13	change_appointment
43	Can delete appointment	13	delete_appointment
44	Can view appointment	13	view_appointment
45	Can add waitlist entry	14	add_waitlistentry
46	Can change waitlist entry	14	change_waitlistentry
47	Can delete waitlist entry	14	delete_waitlistentry
48	Can view waitlist entry	14	view_waitlistentry
49	Can add coordinator	15	add_coordinator
50	Can change coordinator	15	change_coordinator
51	Can delete coordinator	15	delete_coordinator
52	Can view coordinator	15	view_coordinator
53	Can add log entry	16	add_logentry
54	Can change log entry	16	change_logentry
55	Can delete log entry	16	delete_logentry
56	Can view log entry	16	view_logentry
57	Can add permission	17	add_permission
58	Can change permission	17	change_permission
59	Can delete permission	17	delete_permission
60	Can view permission	17	view_permission
61	Can add group	18	add_group
62	Can change group	18	change_group
63	Can delete group	18	delete_group
64	Can view group	18	view_group
65	Can add content type	19	add_contenttype
66	Can change content type	19	change_contenttype
67	Can delete content type	19	delete_contenttype
68	Can view content type	19	view_contenttype
69	Can add session	20	add_session
70	Can change session	20	change_session
71	Can delete session	20	delete_session
72	Can view session	20	view_session
73	Can add email address	21	add_emailaddress
74	Can change email address	21	change_emailaddress
75	Can delete email address	21	delete_emailaddress
76	Can view email address	21	view_emailaddress
77	Can add email confirmation	22	add_emailconfirmation
78	Can change email confirmation	22	change_emailconfirmation
79	Can delete email confirmation	22	delete_emailconfirmation
80	Can view email confirmation	22	view_emailconfirmation
81	Can add authenticator	23	add_authenticator
82	Can change authenticator	23	change_authenticator
83	Can delete authenticator	23	delete_authenticator
84	Can view authenticator	23	view_authenticator
85	Can add context	24	add_context
86	Can change context	24	change_context
87	Can delete context	24	delete_context
88	Can view context	24	view_context
89	Can add events	1	add_events
90	Can change events	1	change_events
91	Can delete events	1	delete_events
92	Can view events	1	view_events
93	Can add middleware events	2	add_middlewareevents
94	Can change middleware events	2	change_middlewareevents
95	Can delete middleware events	2	delete_middlewareevents
96	Can view middleware events	2	view_middlewareevents
97	Can add calendar feed	25	add_calendarfeed
98	Can change calendar feed	25	change_calendarfeed
99	Can delete calendar feed	25	delete_calendarfeed
100	Can view calendar feed	25	view_calendarfeed
101	Can add exchange	26	add_exchange
102	Can change exchange	26	change_exchange
103	Can delete exchange	26	delete_exchange
104	Can view exchange	26	view_exchange
105	Can add side of an exchange	27	add_exchangeside
106	Can change side of an exchange	27	change_exchangeside
107	Can delete side of an exchange	27	delete_exchangeside
108	Can view side of an exchange	27	view_exchangeside
109	Can add letter	28	add_letter
110	Can change letter	28	change_letter
111	Can delete letter	28	delete_letter
112	Can view letter	28	view_letter
113	Can add reminder	29	add_remindertiming
114	Can change reminder	29	change_remindertiming
115	Can delete reminder	29	delete_remindertiming
116	Can view reminder	29	view_remindertiming
117	Can add waitlist entry event	30	add_waitlistentryevent
118	Can change waitlist entry event	30	change_waitlistentryevent
119	Can delete waitlist entry event	30	delete_waitlistentryevent
120	Can view waitlist entry event	30	view_waitlistentryevent
121	Can add Attachment	31	add_attachment
122	Can change Attachment	31	change_attachment
123	Can delete Attachment	31	delete_attachment
124	Can view Attachment	31	view_attachment
125	Can add Email	32	add_email
126	Can change Email	32	change_email
127	Can delete Email	32	delete_email
128	Can view Email	32	view_email
129	Can add Email Template	33	add_emailtemplate
130	Can change Email Template	33	change_emailtemplate
131	Can delete Email Template	33	delete_emailtemplate
132	Can view Email Template	33	view_emailtemplate
133	Can add Log	34	add_log
134	Can change Log	34	change_log
135	Can delete Log	34	delete_log
136	Can view Log	34	view_log
137	Can add equivalent qualification	35	add_equivalentqualification
138	Can change equivalent qualification	35	change_equivalentqualification
139	Can delete equivalent qualification	35	delete_equivalentqualification
140	Can view equivalent qualification	35	view_equivalentqualification
141	Can add document	36	add_document
142	Can change document	36	change_document
143	Can delete document	36	delete_document
144	Can view document	36	view_document
145	Can add equivalent qualification event	37	add_equivalentqualificationevent
146	Can change equivalent qualification event	37	change_equivalentqualificationevent
147	Can delete equivalent qualification event	37	delete_equivalentqualificationevent
148	Can view equivalent qualification event	37	view_equivalentqualificationevent
149	Can add certificate	38	add_completionreport
150	Can change certificate	38	change_completionreport
151	Can delete certificate	38	delete_completionreport
152	Can view certificate	38	view_completionreport
153	Can add completion report event	39	add_completionreportevent
154	Can change completion report event	39	change_completionreportevent
155	Can delete completion report event	39	delete_completionreportevent
156	Can view completion report event	39	view_completionreportevent
157	Can add criterion	40	add_criterion
158	Can change criterion	40	change_criterion
159	Can delete criterion	40	delete_criterion
160	Can view criterion	40	view_criterion
161	Can add chosen online module	41	add_choice
162	Can change chosen online module	41	change_choice
163	Can delete chosen online module	41	delete_choice
164	Can view chosen online module	41	view_choice
165	Can add level	42	add_level
166	Can change level	42	change_level
167	Can delete level	42	delete_level
168	Can view level	42	view_level
169	Can add online module	43	add_onlinemodule
170	Can change online module	43	change_onlinemodule
171	Can delete online module	43	delete_onlinemodule
172	Can view online module	43	view_onlinemodule
173	Can add reflection essay	44	add_essay
174	Can change reflection essay	44	change_essay
175	Can delete reflection essay	44	delete_essay
176	Can view reflection essay	44	view_essay
177	Can add choice event	45	add_choiceevent
178	Can change choice event	45	change_choiceevent
179	Can delete choice event	45	delete_choiceevent
180	Can view choice event	45	view_choiceevent
181	Can add peer evaluation	46	add_peerevaluation
182	Can change peer evaluation	46	change_peerevaluation
183	Can delete peer evaluation	46	delete_peerevaluation
184	Can view peer evaluation	46	view_peerevaluation
185	Can add question	47	add_question
186	Can change question	47	change_question
187	Can delete question	47	delete_question
188	Can view question	47	view_question
189	Can add option	48	add_option
190	Can change option	48	change_option
191	Can delete option	48	delete_option
192	Can view option	48	view_option
193	Can add rating	49	add_rating
194	Can change rating	49	change_rating
195	Can delete rating	49	delete_rating
196	Can view rating	49	view_rating
197	Can add test attempt	50	add_testattempt
198	Can change test attempt	50	change_testattempt
199	Can delete test attempt	50	delete_testattempt
200	Can view test attempt	50	view_testattempt
201	Can add due dates	51	add_moduledates
202	Can change due dates	51	change_moduledates
203	Can delete due dates	51	delete_moduledates
204	Can view due dates	51	view_moduledates
205	Can add attendance at a meeting	52	add_followupattendance
206	Can change attendance at a meeting	52	change_followupattendance
207	Can delete attendance at a meeting	52	delete_followupattendance
208	Can view attendance at a meeting	52	view_followupattendance
209	Can add follow-up meeting	53	add_followupmeeting
210	Can change follow-up meeting	53	change_followupmeeting
211	Can delete follow-up meeting	53	delete_followupmeeting
212	Can view follow-up meeting	53	view_followupmeeting
213	Can add follow up attendance event	54	add_followupattendanceevent
214	Can change follow up attendance event	54	change_followupattendanceevent
215	Can delete follow up attendance event	54	delete_followupattendanceevent
216	Can view follow up attendance event	54	view_followupattendanceevent
217	Can add objection	55	add_objection
218	Can change objection	55	change_objection
219	Can delete objection	55	delete_objection
220	Can view objection	55	view_objection
221	Can add digest for a coordinator	56	add_coordinatordigest
222	Can change digest for a coordinator	56	change_coordinatordigest
223	Can delete digest for a coordinator	56	delete_coordinatordigest
224	Can view digest for a coordinator	56	view_coordinatordigest
\.



COPY public.completion_completionreport (id, serial, evidence, issued_at, revoked_at, revoked_because, assistant_id, revoked_by_id) FROM stdin;
2	NFGY-FHQX-ZKG2-EC31-JE68-T1D6-DJ0M	{"name": "Dag Myrhaug", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la106", "core_modules": [{"day": "2024-09-12", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TMR4105", "name": {"en": "Marine Technology Basics", "nb": "Marin teknikk grunnlag"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Marine Technology", "nb": "Institutt for marin teknikk"}}}	2026-11-26 20:56:59.343305+00	\N		227	\N
3	VTY0-QHY4-GQ92-RXGP-BNFR-F8S5-EVN8	{"name": "Jonas Lyngmo", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la112", "core_modules": [{"day": "2024-09-04", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "POL1001", "name": {"en": "Political Science", "nb": "Statsvitenskap"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Sociology and Political Science", "nb": "Institutt for sosiologi og statsvitenskap"}}}	2026-11-26 20:56:59.343305+00	\N		233	\N
4	PCHT-N1H5-AFHS-DA5Q-2AER-GQ9D-T060	{"name": "Lars Bekkeli", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la115", "core_modules": [{"day": "2024-09-06", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-27", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TDT4100", "name": {"en": "Object-Oriented Programming", "nb": "Objektorientert programmering"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Computer Science", "nb": "Institutt for datateknologi og informatikk"}}}	2026-11-26 20:56:59.343305+00	\N		236	\N
5	JADF-FRWF-MEZ4-680D-M017-8GGX-JSPH	{"name": "Kaja Issund", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la116", "core_modules": [{"day": "2024-09-09", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-17", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "DES1000", "name": {"en": "Introduction to Design", "nb": "Innføring i design"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Design", "nb": "Institutt for design"}}}	2026-11-26 20:56:59.343305+00	\N		237	\N
6	Y8PR-N6MC-VCJF-KRBY-NYWW-SZ2J-4VR5	{"name": "Dag Rognvik", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la118", "core_modules": [{"day": "2024-09-11", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-17", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "MUSV1001", "name": {"en": "Introduction to Musicology", "nb": "Innføring i musikkvitenskap"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Music", "nb": "Institutt for musikk"}}}	2026-11-26 20:56:59.343305+00	\N		239	\N
7	WWW6-4ETA-S69G-YN9W-83M4-THH2-8B66	{"name": "Bjørn Myrhaug", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la119", "core_modules": [{"day": "2024-09-05", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-18", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TEP4100", "name": {"en": "Fluid Mechanics", "nb": "Fluidmekanikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Energy and Process Engineering", "nb": "Institutt for energi- og prosessteknikk"}}}	2026-11-26 20:56:59.343305+00	\N		240	\N
8	FW07-9VX6-HSG4-MYG7-YBG7-ZDVM-W3JM	{"name": "Oda Kvistvoll", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "completed", "core_modules": [{"day": "2024-09-02", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-16", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TFY4104", "name": {"en": "Physics", "nb": "Fysikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Physics", "nb": "Institutt for fysikk"}}}	2026-11-26 20:56:59.343305+00	\N		243	\N
1	Z82Q-TTRZ-203R-TYK4-KZVP-323Z-EFV2	{"name": "Kaja Tindholt", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la105", "core_modules": [{"day": "2024-09-03", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TEP4100", "name": {"en": "Fluid Mechanics", "nb": "Fluidmekanikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Energy and Process Engineering", "nb": "Institutt for energi- og prosessteknikk"}}}	2026-11-26 20:56:59.343305+00	2026-11-26 20:56:59.343305+00	Oppmøtet på kjernemodul 2 var ført på feil person.	226	15
\.



COPY public.completion_completionreportevent (pgh_id, pgh_created_at, pgh_label, id, serial, evidence, issued_at, revoked_at, revoked_because, assistant_id, pgh_context_id, pgh_obj_id, revoked_by_id) FROM stdin;
1	2026-11-26 20:56:45.181649+00	insert	1	Z82Q-TTRZ-203R-TYK4-KZVP-323Z-EFV2	{"name": "Kaja Tindholt", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la105", "core_modules": [{"day": "2024-09-03", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TEP4100", "name": {"en": "Fluid Mechanics", "nb": "Fluidmekanikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Energy and Process Engineering", "nb": "Institutt for energi- og prosessteknikk"}}}	2026-11-26 20:56:59.343305+00	\N		226	\N	1	\N
2	2026-11-26 20:56:45.181649+00	insert	2	NFGY-FHQX-ZKG2-EC31-JE68-T1D6-DJ0M	{"name": "Dag Myrhaug", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la106", "core_modules": [{"day": "2024-09-12", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TMR4105", "name": {"en": "Marine Technology Basics", "nb": "Marin teknikk grunnlag"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Marine Technology", "nb": "Institutt for marin teknikk"}}}	2026-11-26 20:56:59.343305+00	\N		227	\N	2	\N
3	2026-11-26 20:56:45.181649+00	insert	3	VTY0-QHY4-GQ92-RXGP-BNFR-F8S5-EVN8	{"name": "Jonas Lyngmo", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la112", "core_modules": [{"day": "2024-09-04", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "POL1001", "name": {"en": "Political Science", "nb": "Statsvitenskap"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Sociology and Political Science", "nb": "Institutt for sosiologi og statsvitenskap"}}}	2026-11-26 20:56:59.343305+00	\N		233	\N	3	\N
4	2026-11-26 20:56:45.181649+00	insert	4	PCHT-N1H5-AFHS-DA5Q-2AER-GQ9D-T060	{"name": "Lars Bekkeli", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la115", "core_modules": [{"day": "2024-09-06", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-27", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TDT4100", "name": {"en": "Object-Oriented Programming", "nb": "Objektorientert programmering"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Computer Science", "nb": "Institutt for datateknologi og informatikk"}}}	2026-11-26 20:56:59.343305+00	\N		236	\N	4	\N
5	2026-11-26 20:56:45.181649+00	insert	5	JADF-FRWF-MEZ4-680D-M017-8GGX-JSPH	{"name": "Kaja Issund", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la116", "core_modules": [{"day": "2024-09-09", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-17", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "DES1000", "name": {"en": "Introduction to Design", "nb": "Innføring i design"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Design", "nb": "Institutt for design"}}}	2026-11-26 20:56:59.343305+00	\N		237	\N	5	\N
6	2026-11-26 20:56:45.181649+00	insert	6	Y8PR-N6MC-VCJF-KRBY-NYWW-SZ2J-4VR5	{"name": "Dag Rognvik", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la118", "core_modules": [{"day": "2024-09-11", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-17", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "MUSV1001", "name": {"en": "Introduction to Musicology", "nb": "Innføring i musikkvitenskap"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Music", "nb": "Institutt for musikk"}}}	2026-11-26 20:56:59.343305+00	\N		239	\N	6	\N
7	2026-11-26 20:56:45.181649+00	insert	7	WWW6-4ETA-S69G-YN9W-83M4-THH2-8B66	{"name": "Bjørn Myrhaug", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la119", "core_modules": [{"day": "2024-09-05", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-18", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TEP4100", "name": {"en": "Fluid Mechanics", "nb": "Fluidmekanikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Energy and Process Engineering", "nb": "Institutt for energi- og prosessteknikk"}}}	2026-11-26 20:56:59.343305+00	\N		240	\N	7	\N
8	2026-11-26 20:56:45.181649+00	insert	8	FW07-9VX6-HSG4-MYG7-YBG7-ZDVM-W3JM	{"name": "Oda Kvistvoll", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "completed", "core_modules": [{"day": "2024-09-02", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-16", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TFY4104", "name": {"en": "Physics", "nb": "Fysikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Physics", "nb": "Institutt for fysikk"}}}	2026-11-26 20:56:59.343305+00	\N		243	\N	8	\N
9	2026-11-26 20:56:45.181649+00	update	1	Z82Q-TTRZ-203R-TYK4-KZVP-323Z-EFV2	{"name": "Kaja Tindholt", "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6}, "outcomes": {"en": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}], "nb": [{"area": "Knowledge", "outcomes": ["basic pedagogical principles that hold across courses", "insight into course-specific learning activities", "what formative and summative, criteria-based and norm-based assessment are", "why a safe learning environment matters"]}, {"area": "Skills", "outcomes": ["contribute to a positive and safe learning environment", "give constructive feedback", "use questions to map what students have understood", "facilitate reasoning and critical thinking", "guide at a basic level"]}, {"area": "General competence", "outcomes": ["an identity as learning assistant", "discuss one's own role in students' learning", "ethical challenges and setting limits", "challenges and opportunities of diverse student groups", "reflect on one's own practice"]}]}, "username": "la105", "core_modules": [{"day": "2024-09-03", "campus": "Trondheim", "core_module": 1}, {"day": "2024-09-24", "campus": "Trondheim", "core_module": 2}], "online_modules": [{"day": "2024-11-19", "code": "OM1", "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"}}, {"day": "2024-11-19", "code": "OM2", "title": {"en": "Exercise tutoring", "nb": "Øvingsveiledning"}}], "course_specific": {"term": "2024H", "hours": {"follow_up": 4.0, "first_meeting": 1.0, "final_evaluation": 1.0}, "course": {"code": "TEP4100", "name": {"en": "Fluid Mechanics", "nb": "Fluidmekanikk"}}, "meetings": [{"day": "2024-09-03", "hours": {"follow_up": 0.0, "first_meeting": 1.0, "final_evaluation": 0.0}, "title": "Første møte"}, {"day": "2024-10-01", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 1"}, {"day": "2024-10-29", "hours": {"follow_up": 2.0, "first_meeting": 0.0, "final_evaluation": 0.0}, "title": "Oppfølging 2"}, {"day": "2024-12-03", "hours": {"follow_up": 0.0, "first_meeting": 0.0, "final_evaluation": 1.0}, "title": "Sluttevaluering"}], "department": {"en": "Department of Energy and Process Engineering", "nb": "Institutt for energi- og prosessteknikk"}}}	2026-11-26 20:56:59.343305+00	2026-11-26 20:56:59.343305+00	Oppmøtet på kjernemodul 2 var ført på feil person.	226	\N	1	15
\.



COPY public.completion_document (id, "position", file, name, type, size, application_id) FROM stdin;
1	1	c6fcb90a47736f985274b201ee1ec008	Vitnemål.png	png	5237	1
2	1	8f79be5512fa51a3f3c568080ffde976	Vitnemål.png	png	5318	2
3	1	eb57954956f919086327153590f2927a	Vitnemål.png	png	5284	3
4	1	9a4906f212a6635c10de480efb4a00a7	Vitnemål.png	png	5168	4
\.



COPY public.completion_equivalentqualification (id, kind, text, applied_at, decision, source, reason, decided_at, revoked_at, revoked_because, assistant_id, decided_by_id, revoked_by_id) FROM stdin;
1	teacher_education_with_practice	Jeg tok PPU i fjor. Praksisen står på side 2.	2026-11-25 20:56:59.343305+00		here		\N	\N		241	\N	\N
2	teacher_education_year_2	Jeg går tredje året på lektorutdanningen.	2026-11-24 20:56:59.343305+00		here		\N	\N		238	\N	\N
3	teacher_education_year_2	Jeg går tredje året på lektorutdanningen.	2026-11-17 20:56:59.343305+00	approved	here	Du har fullført andre året på lektorutdanningen. Det gir fritak.	2026-11-21 20:56:59.343305+00	\N		244	15	\N
4	teacher_education_with_practice	Jeg tok PPU i fjor. Praksisen står på side 2.	2026-11-18 20:56:59.343305+00	rejected	here	Dokumentene viser ikke at utdanningen har praksis. Send gjerne en ny søknad med praksisattest.	2026-11-21 20:56:59.343305+00	\N		235	15	\N
\.



COPY public.completion_equivalentqualificationevent (pgh_id, pgh_created_at, pgh_label, id, kind, text, applied_at, decision, source, reason, decided_at, revoked_at, revoked_because, assistant_id, decided_by_id, pgh_context_id, pgh_obj_id, revoked_by_id) FROM stdin;
1	2026-11-26 20:56:45.181649+00	insert	1	teacher_education_with_practice	Jeg tok PPU i fjor. Praksisen står på side 2.	2026-11-25 20:56:59.343305+00		here		\N	\N		241	\N	\N	1	\N
2	2026-11-26 20:56:45.181649+00	insert	2	teacher_education_year_2	Jeg går tredje året på lektorutdanningen.	2026-11-24 20:56:59.343305+00		here		\N	\N		238	\N	\N	2	\N
3	2026-11-26 20:56:45.181649+00	insert	3	teacher_education_year_2	Jeg går tredje året på lektorutdanningen.	2026-11-17 20:56:59.343305+00		here		\N	\N		244	\N	\N	3	\N
4	2026-11-26 20:56:45.181649+00	insert	4	teacher_education_with_practice	Jeg tok PPU i fjor. Praksisen står på side 2.	2026-11-18 20:56:59.343305+00		here		\N	\N		235	\N	\N	4	\N
5	2026-11-26 20:56:45.181649+00	update	3	teacher_education_year_2	Jeg går tredje året på lektorutdanningen.	2026-11-17 20:56:59.343305+00	approved	here	Du har fullført andre året på lektorutdanningen. Det gir fritak.	2026-11-21 20:56:59.343305+00	\N		244	15	\N	3	\N
6	2026-11-26 20:56:45.181649+00	update	4	teacher_education_with_practice	Jeg tok PPU i fjor. Praksisen står på side 2.	2026-11-18 20:56:59.343305+00	rejected	here	Dokumentene viser ikke at utdanningen har praksis. Send gjerne en ny søknad med praksisattest.	2026-11-21 20:56:59.343305+00	\N		235	15	\N	4	\N
\.



COPY public.django_admin_log (id, action_time, object_id, object_repr, action_flag, change_message, content_type_id, user_id) FROM stdin;
\.



COPY public.django_content_type (id, app_label, model) FROM stdin;
1	pghistory	events
2	pghistory	middlewareevents
3	enrollment	campus
4	enrollment	faculty
5	enrollment	user
6	enrollment	coresession
7	enrollment	department
8	enrollment	course
9	enrollment	learningassistant
10	enrollment	registration
11	enrollment	registrationevent
12	enrollment	term
13	enrollment	appointment
14	enrollment	waitlistentry
15	enrollment	coordinator
16	admin	logentry
17	auth	permission
18	auth	group
19	contenttypes	contenttype
20	sessions	session
21	account	emailaddress
22	account	emailconfirmation
23	mfa	authenticator
24	pghistory	context
25	enrollment	calendarfeed
26	enrollment	exchange
27	enrollment	exchangeside
28	enrollment	letter
29	enrollment	remindertiming
30	enrollment	waitlistentryevent
31	post_office	attachment
32	post_office	email
33	post_office	emailtemplate
34	post_office	log
35	completion	equivalentqualification
36	completion	document
37	completion	equivalentqualificationevent
38	completion	completionreport
39	completion	completionreportevent
40	modules	criterion
41	modules	choice
42	modules	level
43	modules	onlinemodule
44	modules	essay
45	modules	choiceevent
46	modules	peerevaluation
47	modules	question
48	modules	option
49	modules	rating
50	modules	testattempt
51	modules	moduledates
52	modules	followupattendance
53	modules	followupmeeting
54	modules	followupattendanceevent
55	modules	objection
56	modules	coordinatordigest
\.



COPY public.django_migrations (id, app, name, applied) FROM stdin;
1	pghistory	0001_initial	2026-11-26 20:55:23.634098+00
2	pghistory	0002_aggregateevent	2026-11-26 20:55:23.643485+00
3	pghistory	0003_auto_20201023_1636	2026-11-26 20:55:23.646009+00
4	pghistory	0004_auto_20220906_1625	2026-11-26 20:55:23.652019+00
5	pghistory	0005_events_middlewareevents	2026-11-26 20:55:23.657516+00
6	pghistory	0006_delete_aggregateevent	2026-11-26 20:55:23.658599+00
7	pghistory	0007_auto_20250421_0444	2026-11-26 20:55:23.66572+00
8	contenttypes	0001_initial	2026-11-26 20:55:23.690828+00
9	contenttypes	0002_remove_content_type_name	2026-11-26 20:55:23.700661+00
10	auth	0001_initial	2026-11-26 20:55:23.758905+00
11	auth	0002_alter_permission_name_max_length	2026-11-26 20:55:23.791083+00
12	auth	0003_alter_user_email_max_length	2026-11-26 20:55:23.797226+00
13	auth	0004_alter_user_username_opts	2026-11-26 20:55:23.822821+00
14	auth	0005_alter_user_last_login_null	2026-11-26 20:55:23.87033+00
15	auth	0006_require_contenttypes_0002	2026-11-26 20:55:23.878765+00
16	auth	0007_alter_validators_add_error_messages	2026-11-26 20:55:23.882657+00
17	auth	0008_alter_user_username_max_length	2026-11-26 20:55:23.906451+00
18	auth	0009_alter_user_last_name_max_length	2026-11-26 20:55:23.923295+00
19	auth	0010_alter_group_name_max_length	2026-11-26 20:55:23.952269+00
20	auth	0011_update_proxy_permissions	2026-11-26 20:55:24.003767+00
21	auth	0012_alter_user_first_name_max_length	2026-11-26 20:55:24.02763+00
22	enrollment	0001_people_and_places	2026-11-26 20:55:26.49253+00
23	account	0001_initial	2026-11-26 20:55:26.995713+00
24	account	0002_email_max_length	2026-11-26 20:55:27.042302+00
25	account	0003_alter_emailaddress_create_unique_verified_email	2026-11-26 20:55:27.124496+00
26	account	0004_alter_emailaddress_drop_unique_email	2026-11-26 20:55:27.204451+00
27	account	0005_emailaddress_idx_upper_email	2026-11-26 20:55:27.251624+00
28	account	0006_emailaddress_lower	2026-11-26 20:55:27.324743+00
29	account	0007_emailaddress_idx_email	2026-11-26 20:55:27.379952+00
30	account	0008_emailaddress_unique_primary_email_fixup	2026-11-26 20:55:27.434313+00
31	account	0009_emailaddress_unique_primary_email	2026-11-26 20:55:27.498272+00
32	admin	0001_initial	2026-11-26 20:55:27.583467+00
33	admin	0002_logentry_remove_auto_add	2026-11-26 20:55:27.605485+00
34	admin	0003_logentry_add_action_flag_choices	2026-11-26 20:55:27.82054+00
35	enrollment	0002_core_module_agrees_with_session	2026-11-26 20:55:27.829587+00
36	enrollment	0003_three_campuses	2026-11-26 20:55:27.938856+00
37	enrollment	0004_uniped_group	2026-11-26 20:55:28.0565+00
38	enrollment	0005_lock_and_read	2026-11-26 20:55:28.079243+00
39	mfa	0001_initial	2026-11-26 20:55:28.135789+00
40	mfa	0002_authenticator_timestamps	2026-11-26 20:55:28.174938+00
41	mfa	0003_authenticator_type_uniq	2026-11-26 20:55:28.370225+00
42	sessions	0001_initial	2026-11-26 20:55:28.382237+00
43	post_office	0001_initial	2026-11-26 20:55:35.558004+00
44	post_office	0002_add_i18n_and_backend_alias	2026-11-26 20:55:35.775394+00
45	post_office	0003_longer_subject	2026-11-26 20:55:35.809654+00
46	post_office	0004_auto_20160607_0901	2026-11-26 20:55:36.733081+00
47	post_office	0005_auto_20170515_0013	2026-11-26 20:55:36.741546+00
48	post_office	0006_attachment_mimetype	2026-11-26 20:55:36.7486+00
49	post_office	0007_auto_20170731_1342	2026-11-26 20:55:36.751101+00
50	post_office	0008_attachment_headers	2026-11-26 20:55:36.806349+00
51	post_office	0009_requeued_mode	2026-11-26 20:55:36.863503+00
52	post_office	0010_message_id	2026-11-26 20:55:37.016155+00
53	post_office	0011_models_help_text	2026-11-26 20:55:37.068896+00
54	post_office	0012_alter_attachment_file_storage	2026-11-26 20:55:37.096893+00
55	post_office	0013_email_recipient_delivery_status_alter_log_status	2026-11-26 20:55:37.124157+00
56	post_office	0014_alter_email_recipient_delivery_status_and_more	2026-11-26 20:55:37.167435+00
57	enrollment	0006_plans_change	2026-11-26 20:55:40.268043+00
58	enrollment	0007_uniped_and_plans	2026-11-26 20:55:40.500008+00
59	enrollment	0008_reminders_say_what_was_done	2026-11-26 20:55:40.700665+00
60	enrollment	0009_reminders_that_can_come	2026-11-26 20:55:40.774083+00
61	enrollment	0010_letters_of_online_modules	2026-11-26 20:55:40.865891+00
62	enrollment	0011_letters_of_meetings	2026-11-26 20:55:41.045732+00
63	enrollment	0012_letters_of_coordinators	2026-11-26 20:55:41.102507+00
64	enrollment	0013_letters_of_equivalents	2026-11-26 20:55:41.137636+00
65	enrollment	0014_letters_of_certificates	2026-11-26 20:55:41.243798+00
66	completion	0001_equivalent_qualifications	2026-11-26 20:55:43.533307+00
67	completion	0002_uniped_and_equivalents	2026-11-26 20:55:43.650319+00
68	completion	0003_certificates	2026-11-26 20:55:44.494466+00
69	completion	0004_uniped_and_certificates	2026-11-26 20:55:44.619553+00
70	enrollment	0015_letters_of_what_is_missing	2026-11-26 20:55:44.75264+00
71	modules	0001_online_modules	2026-11-26 20:55:51.147795+00
72	modules	0002_uniped_and_online_modules	2026-11-26 20:55:51.672418+00
73	modules	0003_course_specific_follow_up	2026-11-26 20:55:54.634177+00
74	modules	0004_uniped_and_meetings	2026-11-26 20:55:55.603324+00
75	modules	0005_digests_of_coordinators	2026-11-26 20:55:55.798155+00
\.



COPY public.django_session (session_key, session_data, expire_date) FROM stdin;
\.



COPY public.enrollment_appointment (id, starts_on, ends_on, course_id, department_id, assistant_id, term_id) FROM stdin;
122	\N	\N	64	60	122	4
123	\N	\N	79	72	123	4
124	\N	\N	69	63	124	4
125	\N	\N	73	66	125	4
126	\N	\N	85	78	126	4
127	\N	\N	73	66	127	4
128	\N	\N	87	80	128	4
129	\N	\N	108	100	129	4
130	\N	\N	101	93	130	4
131	\N	\N	100	92	131	4
132	\N	\N	60	56	132	4
133	\N	\N	82	75	133	4
134	\N	\N	78	71	134	4
135	\N	\N	87	80	135	4
136	\N	\N	68	62	136	4
137	\N	\N	61	57	137	4
138	\N	\N	68	62	138	4
139	\N	\N	85	78	139	4
140	\N	\N	97	89	140	4
141	\N	\N	75	68	141	4
142	\N	\N	59	55	142	4
143	\N	\N	84	77	143	4
144	\N	\N	74	67	144	4
145	\N	\N	68	62	145	4
146	\N	\N	102	94	146	4
147	\N	\N	64	60	147	4
148	\N	\N	107	99	148	4
149	\N	\N	60	56	149	4
150	\N	\N	83	76	150	4
151	\N	\N	74	67	151	4
152	\N	\N	97	89	152	4
153	\N	\N	105	97	153	4
154	\N	\N	94	87	154	4
155	\N	\N	89	82	155	4
156	\N	\N	94	87	156	4
157	\N	\N	68	62	157	4
158	\N	\N	59	55	158	4
159	\N	\N	56	52	159	4
160	\N	\N	94	87	160	4
161	\N	\N	99	91	161	4
162	\N	\N	71	65	162	4
163	\N	\N	74	67	163	4
164	\N	\N	88	81	164	4
165	\N	\N	60	56	165	4
166	\N	\N	79	72	166	4
167	\N	\N	55	51	167	4
168	\N	\N	96	88	168	4
169	\N	\N	106	98	169	4
170	\N	\N	89	82	170	4
171	\N	\N	76	69	171	4
172	\N	\N	78	71	172	4
173	\N	\N	90	83	173	4
174	\N	\N	70	64	174	4
175	\N	\N	64	60	175	4
176	\N	\N	80	73	176	4
177	\N	\N	94	87	177	4
178	\N	\N	91	84	178	4
179	\N	\N	59	55	179	4
180	\N	\N	56	52	180	4
181	\N	\N	65	61	181	4
182	\N	\N	90	83	182	4
183	\N	\N	72	66	183	4
184	\N	\N	79	72	184	4
185	\N	\N	99	91	185	4
186	\N	\N	88	81	186	4
187	\N	\N	79	72	187	4
188	\N	\N	88	81	188	4
189	\N	\N	58	54	189	4
190	\N	\N	84	77	190	4
191	\N	\N	108	100	191	4
192	\N	\N	97	89	192	4
193	\N	\N	105	97	193	4
194	\N	\N	60	56	194	4
195	\N	\N	77	70	195	4
196	\N	\N	74	67	196	4
197	\N	\N	108	100	197	4
198	\N	\N	93	86	198	4
199	\N	\N	103	95	199	4
200	\N	\N	101	93	200	4
201	\N	\N	94	87	201	4
202	\N	\N	86	79	202	4
203	\N	\N	96	88	203	4
204	\N	\N	74	67	204	4
205	\N	\N	103	95	205	4
206	\N	\N	90	83	206	4
207	\N	\N	98	90	207	4
208	\N	\N	84	77	208	4
209	\N	\N	70	64	209	4
210	\N	\N	85	78	210	4
211	\N	\N	85	78	211	4
212	\N	\N	101	93	212	4
213	\N	\N	76	69	213	4
214	\N	\N	67	61	214	4
215	\N	\N	99	91	215	4
216	\N	\N	83	76	216	4
217	\N	\N	97	89	217	4
218	\N	\N	106	98	218	4
219	\N	\N	61	57	219	4
220	\N	\N	97	89	220	4
221	\N	\N	97	89	221	4
222	\N	\N	89	82	222	4
223	\N	\N	63	59	223	4
224	\N	\N	67	61	224	4
225	\N	\N	108	100	225	4
226	\N	\N	82	75	226	4
227	\N	\N	79	72	227	4
228	\N	\N	108	100	228	4
229	\N	\N	82	75	229	4
230	\N	\N	95	87	230	4
231	\N	\N	105	97	231	4
232	\N	\N	84	77	232	4
233	\N	\N	106	98	233	4
234	\N	\N	65	61	234	4
235	\N	\N	105	97	235	4
236	\N	\N	79	72	236	4
237	\N	\N	58	54	237	4
238	\N	\N	63	59	238	4
239	\N	\N	104	96	239	4
240	\N	\N	70	64	240	4
241	\N	\N	61	57	241	4
242	\N	\N	94	87	242	4
243	\N	\N	83	76	222	3
244	\N	\N	69	63	223	3
245	\N	\N	60	56	224	3
246	\N	\N	103	95	225	3
247	\N	\N	75	68	226	3
248	\N	\N	79	72	227	3
249	\N	\N	93	86	228	3
250	\N	\N	84	77	229	3
251	\N	\N	57	53	230	3
252	\N	\N	81	74	231	3
253	\N	\N	87	80	232	3
254	\N	\N	104	96	233	3
255	\N	\N	101	93	234	3
256	\N	\N	95	87	235	3
257	\N	\N	65	61	236	3
258	\N	\N	57	53	237	3
259	\N	\N	95	87	238	3
260	\N	\N	62	58	239	3
261	\N	\N	75	68	240	3
262	\N	\N	93	86	241	3
263	\N	\N	94	87	122	4
264	\N	\N	95	87	123	4
265	\N	\N	94	87	124	4
266	\N	\N	95	87	125	4
267	\N	\N	94	87	126	4
268	\N	\N	95	87	127	4
269	\N	\N	94	87	128	4
270	\N	\N	95	87	129	4
271	\N	\N	94	87	130	4
272	\N	\N	95	87	131	4
273	\N	\N	94	87	132	4
274	\N	\N	95	87	133	4
275	\N	\N	94	87	134	4
276	\N	\N	95	87	135	4
277	\N	\N	94	87	136	4
278	\N	\N	95	87	137	4
279	\N	\N	94	87	138	4
280	\N	\N	95	87	139	4
281	\N	\N	94	87	140	4
282	\N	\N	95	87	141	4
283	\N	\N	94	87	142	4
284	\N	\N	95	87	143	4
285	\N	\N	94	87	144	4
286	\N	\N	95	87	145	4
287	\N	\N	94	87	243	3
288	\N	\N	94	87	244	4
289	\N	\N	70	64	245	4
290	\N	\N	70	64	246	4
291	\N	\N	70	64	247	4
292	\N	\N	70	64	248	4
293	\N	\N	70	64	249	4
294	\N	\N	70	64	250	4
295	\N	\N	70	64	251	4
296	\N	\N	70	64	252	4
297	\N	\N	70	64	253	4
298	\N	\N	70	64	254	4
299	\N	\N	70	64	255	4
300	\N	\N	70	64	256	4
301	\N	\N	70	64	257	4
302	\N	\N	70	64	258	4
303	\N	\N	70	64	259	4
304	\N	\N	70	64	260	4
305	\N	\N	70	64	261	4
306	\N	\N	70	64	262	4
307	\N	\N	70	64	263	4
308	\N	\N	70	64	264	4
309	\N	\N	70	64	265	4
310	\N	\N	70	64	266	4
311	\N	\N	70	64	267	4
312	\N	\N	70	64	268	4
313	\N	\N	70	64	269	4
314	\N	\N	70	64	270	4
315	\N	\N	70	64	271	4
316	\N	\N	70	64	272	4
317	\N	\N	70	64	273	4
318	\N	\N	70	64	274	4
319	\N	\N	70	64	275	4
320	\N	\N	70	64	276	4
321	\N	\N	70	64	277	4
322	\N	\N	70	64	278	4
323	\N	\N	70	64	279	4
324	\N	\N	70	64	280	4
325	\N	\N	70	64	281	4
326	\N	\N	70	64	282	4
327	\N	\N	70	64	283	4
328	\N	\N	70	64	284	4
\.



COPY public.enrollment_calendarfeed (id, token, created_at, assistant_id) FROM stdin;
\.



COPY public.enrollment_campus (id, name) FROM stdin;
1	Trondheim
2	Gjøvik
3	Ålesund
\.



COPY public.enrollment_coordinator (id, user_id, course_id, department_id) FROM stdin;
2	13	\N	87
\.



COPY public.enrollment_coresession (id, core_module, language, starts_at, ends_at, place, online_url, capacity, cancelled_at, campus_id, term_id, sequence) FROM stdin;
49	1	nb	2024-09-02 07:00:00+00	2024-09-02 10:00:00+00			40	\N	1	3	0
50	1	nb	2024-09-03 07:00:00+00	2024-09-03 10:00:00+00			40	\N	1	3	0
51	1	nb	2024-09-04 07:00:00+00	2024-09-04 10:00:00+00			40	\N	1	3	0
52	1	nb	2024-09-05 07:00:00+00	2024-09-05 10:00:00+00			40	\N	1	3	0
53	1	en	2024-09-06 07:00:00+00	2024-09-06 10:00:00+00			40	\N	1	3	0
54	1	nb	2024-09-09 07:00:00+00	2024-09-09 10:00:00+00			40	\N	1	3	0
55	1	nb	2024-09-10 07:00:00+00	2024-09-10 10:00:00+00			40	\N	1	3	0
56	1	nb	2024-09-11 07:00:00+00	2024-09-11 10:00:00+00			40	\N	1	3	0
57	1	nb	2024-09-12 07:00:00+00	2024-09-12 10:00:00+00			40	\N	1	3	0
58	1	nb	2024-09-13 07:00:00+00	2024-09-13 10:00:00+00			40	\N	1	3	0
59	2	nb	2024-09-16 07:00:00+00	2024-09-16 10:00:00+00			40	\N	1	3	0
60	2	nb	2024-09-17 07:00:00+00	2024-09-17 10:00:00+00			40	\N	1	3	0
61	2	nb	2024-09-18 07:00:00+00	2024-09-18 10:00:00+00			40	\N	1	3	0
62	2	nb	2024-09-19 07:00:00+00	2024-09-19 10:00:00+00			40	\N	1	3	0
63	2	en	2024-09-20 07:00:00+00	2024-09-20 10:00:00+00			40	\N	1	3	0
64	2	nb	2024-09-23 07:00:00+00	2024-09-23 10:00:00+00			40	\N	1	3	0
65	2	nb	2024-09-24 07:00:00+00	2024-09-24 10:00:00+00			40	\N	1	3	0
66	2	nb	2024-09-25 07:00:00+00	2024-09-25 10:00:00+00			40	\N	1	3	0
67	2	nb	2024-09-26 07:00:00+00	2024-09-26 10:00:00+00			40	\N	1	3	0
68	2	nb	2024-09-27 07:00:00+00	2024-09-27 10:00:00+00			40	\N	1	3	0
69	1	nb	2024-09-23 07:00:00+00	2024-09-23 10:00:00+00			40	\N	2	3	0
70	2	nb	2024-09-24 07:00:00+00	2024-09-24 10:00:00+00			40	\N	2	3	0
71	1	nb	2024-10-14 07:00:00+00	2024-10-14 10:00:00+00			40	\N	3	3	0
72	2	nb	2024-10-15 07:00:00+00	2024-10-15 10:00:00+00			40	\N	3	3	0
73	1	nb	2027-01-04 08:00:00+00	2027-01-04 11:00:00+00	R6		40	\N	1	4	0
74	1	nb	2027-01-05 08:00:00+00	2027-01-05 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	1	4	0
75	1	nb	2027-01-06 08:00:00+00	2027-01-06 11:00:00+00	R8		40	\N	1	4	0
76	1	nb	2027-01-07 08:00:00+00	2027-01-07 11:00:00+00	R9		40	\N	1	4	0
77	1	en	2027-01-08 08:00:00+00	2027-01-08 11:00:00+00	R10		40	\N	1	4	0
78	1	nb	2027-01-11 08:00:00+00	2027-01-11 11:00:00+00	R4		40	\N	1	4	0
79	1	nb	2027-01-12 08:00:00+00	2027-01-12 11:00:00+00	R5		40	\N	1	4	0
80	1	nb	2027-01-13 08:00:00+00	2027-01-13 11:00:00+00	R6		40	\N	1	4	0
81	1	nb	2027-01-14 08:00:00+00	2027-01-14 11:00:00+00	R7		40	\N	1	4	0
82	1	nb	2027-01-15 08:00:00+00	2027-01-15 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	1	4	0
83	2	nb	2027-01-18 08:00:00+00	2027-01-18 11:00:00+00	R2		40	\N	1	4	0
84	2	nb	2027-01-19 08:00:00+00	2027-01-19 11:00:00+00	R3		40	\N	1	4	0
85	2	nb	2027-01-20 08:00:00+00	2027-01-20 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	1	4	0
86	2	nb	2027-01-21 08:00:00+00	2027-01-21 11:00:00+00	R5		40	\N	1	4	0
87	2	en	2027-01-22 08:00:00+00	2027-01-22 11:00:00+00	R6		40	\N	1	4	0
88	2	nb	2027-01-25 08:00:00+00	2027-01-25 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	1	4	0
89	1	nb	2027-01-25 08:00:00+00	2027-01-25 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	2	4	0
90	2	nb	2027-01-26 08:00:00+00	2027-01-26 11:00:00+00	R10		40	\N	1	4	0
91	2	nb	2027-01-26 08:00:00+00	2027-01-26 11:00:00+00	R10		40	\N	2	4	0
92	2	nb	2027-01-27 08:00:00+00	2027-01-27 11:00:00+00	R2		40	\N	1	4	0
93	2	nb	2027-01-28 08:00:00+00	2027-01-28 11:00:00+00	R3		40	\N	1	4	0
94	2	nb	2027-01-29 08:00:00+00	2027-01-29 11:00:00+00	R4		40	\N	1	4	0
95	1	nb	2027-02-15 08:00:00+00	2027-02-15 11:00:00+00		https://ntnu.zoom.us/j/0000000000	40	\N	3	4	0
96	2	nb	2027-02-16 08:00:00+00	2027-02-16 11:00:00+00	R9		40	\N	3	4	0
97	1	nb	2026-11-26 19:00:00+00	2026-11-26 22:00:00+00	R1		25	\N	1	4	0
\.



COPY public.enrollment_coresession_leaders (id, coresession_id, user_id) FROM stdin;
1	97	14
\.



COPY public.enrollment_course (id, name_en, name_nb, code, department_id) FROM stdin;
55	Architecture 1	Arkitektur 1	AAR1010	51
56	Building Technology 1	Byggeteknikk 1	AAR1025	52
57	Introduction to Design	Innføring i design	DES1000	53
58	Fine Art Studio 1	Kunstfaglig atelier 1	KIT1101	54
59	Examen philosophicum	Examen philosophicum	EXPH0300	55
60	Perspectives on History	Perspektiver på historien	HIST1500	56
61	Media in Society	Medier i samfunnet	MV1001	57
62	Introduction to Musicology	Innføring i musikkvitenskap	MUSV1001	58
63	English Linguistics	Engelsk språkvitenskap	ENG1101	59
64	Technology and Society	Teknologi og samfunn	KULT1101	60
65	Object-Oriented Programming	Objektorientert programmering	TDT4100	61
66	Algorithms and Data Structures	Algoritmer og datastrukturer	TDT4120	61
67	Introduction to Programming	Informasjonsteknologi – grunnkurs	TDT4110	61
68	Circuit Analysis	Kretsanalyse	TET4100	62
69	Introduction to Electronics	Innføring i analog og digital elektronikk	TTT4203	63
70	Infrastructure Basics	Infrastruktur: grunnleggende ferdigheter	DCSG1001	64
71	Programming for Engineers	Programmering for ingeniører	ID101912	65
72	Calculus 1	Matematikk 1	TMA4100	66
73	Statistics	Statistikk	TMA4240	66
74	Control Systems	Reguleringsteknikk	TTK4105	67
75	Fluid Mechanics	Fluidmekanikk	TEP4100	68
76	Geotechnics and Geology	Geoteknikk og geologi	TBA4100	69
77	Introduction to Geology	Innføring i geologi	TGB4100	70
78	Civil Engineering Basics	Bygg grunnlag	IB202112	71
79	Marine Technology Basics	Marin teknikk grunnlag	TMR4105	72
80	Building Materials	Bygningsmaterialer	VB6046	73
81	Mechanics 1	Mekanikk 1	TKT4116	74
82	Materials Technology 1	Materialteknikk 1	TMM4100	75
83	Nursing Basics	Grunnleggende sykepleie	HSA1001	76
84	Health and Society	Helse og samfunn	HSG1001	77
85	Medical Genetics	Medisinsk genetikk	MOL3001	78
86	Human Movement	Menneskelig bevegelse	BEV1001	79
87	Introduction to Mental Health	Innføring i psykisk helse	PSH1001	80
88	Introduction to Medical Imaging	Innføring i bildediagnostikk	SIB1001	81
89	Public Health	Folkehelse	SYK1001	82
90	Marine Biology	Marin biologi	BIA1001	83
91	Laboratory Methods	Laboratoriemetoder	BIO1101	84
92	Cell Biology	Cellebiologi	BI1001	85
93	Biochemistry 1	Biokjemi 1	TBT4102	86
94	Physics	Fysikk	TFY4104	87
95	Electricity and Magnetism	Elektrisitet og magnetisme	TFY4155	87
96	General Chemistry	Generell kjemi	TMT4110	88
97	Transport Processes	Strømning og varmetransport	TKP4100	89
98	Introduction to Materials Science	Innføring i materialvitenskap	TMT4171	90
99	Human Geography	Samfunnsgeografi	GEOG1001	91
100	Mathematics for Teachers	Matematikk for lærere	LMM1001	92
101	Introduction to Education	Innføring i pedagogikk	PED1001	93
102	Introduction to Psychology	Innføring i psykologi	PSY1011	94
103	Introduction to Social Work	Innføring i sosialt arbeid	SOSA1001	95
104	Political Science	Statsvitenskap	POL1001	96
105	Business Economics	Bedriftsøkonomi	BBAN1001	97
106	Introduction to Trade	Innføring i internasjonal handel	AM101	98
107	Industrial Economics Analysis	Industriell økonomisk analyse	TIO4105	99
108	Introduction to Economics	Innføring i samfunnsøkonomi	SOK1000	100
\.



COPY public.enrollment_department (id, name_en, name_nb, code, campus_id, faculty_id) FROM stdin;
51	Department of Architecture and Planning	Institutt for arkitektur og planlegging	AD-IAP	1	9
52	Department of Architecture and Technology	Institutt for arkitektur og teknologi	AD-IAT	1	9
53	Department of Design	Institutt for design	AD-ID	2	9
54	Trondheim Academy of Fine Art	Kunstakademiet i Trondheim	AD-KIT	1	9
55	Department of Philosophy and Religious Studies	Institutt for filosofi og religionsvitenskap	HF-IFR	1	10
56	Department of Historical and Classical Studies	Institutt for historiske og klassiske studier	HF-IHK	1	10
57	Department of Art and Media Studies	Institutt for kunst- og medievitenskap	HF-IKM	1	10
58	Department of Music	Institutt for musikk	HF-IM	1	10
59	Department of Language and Literature	Institutt for språk og litteratur	HF-ISL	1	10
60	Department of Interdisciplinary Studies of Culture	Institutt for tverrfaglige kulturstudier	HF-KULT	1	10
61	Department of Computer Science	Institutt for datateknologi og informatikk	IE-IDI	1	11
62	Department of Electric Energy	Institutt for elektrisk energi	IE-IEL	1	11
63	Department of Electronic Systems	Institutt for elektroniske systemer	IE-IES	1	11
64	Department of Information Security and Communication Technology	Institutt for informasjonssikkerhet og kommunikasjonsteknologi	IE-IIK	2	11
65	Department of ICT and Natural Sciences	Institutt for IKT og realfag	IE-IIR	3	11
66	Department of Mathematical Sciences	Institutt for matematiske fag	IE-IMF	1	11
67	Department of Engineering Cybernetics	Institutt for teknisk kybernetikk	IE-ITK	1	11
68	Department of Energy and Process Engineering	Institutt for energi- og prosessteknikk	IV-EPT	1	12
69	Department of Civil and Environmental Engineering	Institutt for bygg- og miljøteknikk	IV-IBM	1	12
70	Department of Geoscience	Institutt for geovitenskap	IV-IGP	1	12
71	Department of Ocean Operations and Civil Engineering	Institutt for havromsoperasjoner og byggteknikk	IV-IHB	3	12
72	Department of Marine Technology	Institutt for marin teknikk	IV-IMT	1	12
73	Department of Manufacturing and Civil Engineering	Institutt for vareproduksjon og byggteknikk	IV-IVB	2	12
74	Department of Structural Engineering	Institutt for konstruksjonsteknikk	IV-KT	1	12
75	Department of Mechanical and Industrial Engineering	Institutt for maskinteknikk og produksjon	IV-MTP	1	12
76	Department of Health Sciences in Ålesund	Institutt for helsevitenskap i Ålesund	MH-IHA	3	13
77	Department of Health Sciences in Gjøvik	Institutt for helsevitenskap i Gjøvik	MH-IHG	2	13
78	Department of Clinical and Molecular Medicine	Institutt for klinisk og molekylær medisin	MH-IKOM	1	13
79	Department of Neuromedicine and Movement Science	Institutt for nevromedisin og bevegelsesvitenskap	MH-INB	1	13
80	Department of Mental Health	Institutt for psykisk helse	MH-IPH	1	13
81	Department of Circulation and Medical Imaging	Institutt for sirkulasjon og bildediagnostikk	MH-ISB	1	13
82	Department of Public Health and Nursing	Institutt for samfunnsmedisin og sykepleie	MH-ISM	1	13
83	Department of Biological Sciences Ålesund	Institutt for biologiske fag Ålesund	NV-IBA	3	14
84	Department of Biomedical Laboratory Science	Institutt for bioingeniørfag	NV-IBF	1	14
85	Department of Biology	Institutt for biologi	NV-IBI	1	14
86	Department of Biotechnology and Food Science	Institutt for bioteknologi og matvitenskap	NV-IBT	1	14
87	Department of Physics	Institutt for fysikk	NV-IFY	1	14
88	Department of Chemistry	Institutt for kjemi	NV-IKJ	1	14
89	Department of Chemical Engineering	Institutt for kjemisk prosessteknologi	NV-IKP	1	14
90	Department of Materials Science and Engineering	Institutt for materialteknologi	NV-IMA	1	14
91	Department of Geography and Social Anthropology	Institutt for geografi og sosialantropologi	SU-IGE	1	15
92	Department of Teacher Education	Institutt for lærerutdanning	SU-ILU	1	15
93	Department of Education and Lifelong Learning	Institutt for pedagogikk og livslang læring	SU-IPL	1	15
94	Department of Psychology	Institutt for psykologi	SU-IPS	1	15
95	Department of Social Work	Institutt for sosialt arbeid	SU-ISA	1	15
96	Department of Sociology and Political Science	Institutt for sosiologi og statsvitenskap	SU-ISS	1	15
97	NTNU Business School	NTNU Handelshøyskolen	OK-HHS	1	16
98	Department of International Business	Institutt for internasjonal forretningsdrift	OK-IIF	3	16
99	Department of Industrial Economics and Technology Management	Institutt for industriell økonomi og teknologiledelse	OK-IOT	1	16
100	Department of Economics	Institutt for samfunnsøkonomi	OK-ISO	1	16
\.



COPY public.enrollment_exchange (id, core_module, offered_at, expires_at, outcome, closed_at) FROM stdin;
\.



COPY public.enrollment_exchangeside (id, core_module, closed_at, agreed_at, shows_name, assistant_id, exchange_id, gives_id, takes_id) FROM stdin;
\.



COPY public.enrollment_faculty (id, name_en, name_nb, code) FROM stdin;
9	Faculty of Architecture and Design	Fakultet for arkitektur og design	AD
10	Faculty of Humanities	Det humanistiske fakultet	HF
11	Faculty of Information Technology and Electrical Engineering	Fakultet for informasjonsteknologi og elektroteknikk	IE
12	Faculty of Engineering	Fakultet for ingeniørvitenskap	IV
13	Faculty of Medicine and Health Sciences	Fakultet for medisin og helsevitenskap	MH
14	Faculty of Natural Sciences	Fakultet for naturvitenskap	NV
15	Faculty of Social and Educational Sciences	Fakultet for samfunns- og utdanningsvitenskap	SU
16	Faculty of Economics and Management	Fakultet for økonomi	OK
\.



COPY public.enrollment_learningassistant (id, username, name, email, language, exempt_since, user_id) FROM stdin;
122	la001	Petter Haugdal	la001@example.org	nb	\N	\N
123	la002	Guro Myrhaug	la002@example.org	nb	\N	\N
124	la003	Ida Snøås	la003@example.org	nb	\N	\N
125	la004	Petter Lyngmo	la004@example.org	nb	\N	\N
126	la005	Guro Kvistvoll	la005@example.org	nb	\N	\N
127	la006	Camilla Issund	la006@example.org	nb	\N	\N
128	la007	Oda Haugdal	la007@example.org	nb	\N	\N
129	la008	Bjørn Lyngmo	la008@example.org	nb	\N	\N
130	la009	Dag Haugdal	la009@example.org	nb	\N	\N
131	la010	Kaja Lyngmo	la010@example.org	nb	\N	\N
132	la011	Nils Myrhaug	la011@example.org	nb	\N	\N
133	la012	Nils Issund	la012@example.org	nb	\N	\N
134	la013	Håkon Bekkeli	la013@example.org	en	\N	\N
135	la014	Kaja Tindholt	la014@example.org	en	\N	\N
136	la015	Dag Lyngmo	la015@example.org	en	\N	\N
137	la016	Håkon Issund	la016@example.org	en	\N	\N
138	la017	Eira Issund	la017@example.org	nb	\N	\N
139	la018	Eira Kvistvoll	la018@example.org	nb	\N	\N
140	la019	Kaja Rognvik	la019@example.org	en	\N	\N
141	la020	Eira Lyngmo	la020@example.org	en	\N	\N
142	la021	Camilla Granlund	la021@example.org	en	\N	\N
143	la022	Astrid Haugdal	la022@example.org	nb	\N	\N
144	la023	Lars Issund	la023@example.org	nb	\N	\N
145	la024	Jonas Issund	la024@example.org	nb	\N	\N
146	la025	Ida Rognvik	la025@example.org	nb	\N	\N
147	la026	Nils Issund	la026@example.org	en	\N	\N
148	la027	Jonas Kvistvoll	la027@example.org	nb	\N	\N
149	la028	Ida Snøås	la028@example.org	nb	\N	\N
150	la029	Guro Myrhaug	la029@example.org	nb	\N	\N
151	la030	Kaja Lyngmo	la030@example.org	nb	\N	\N
152	la031	Bjørn Tindholt	la031@example.org	en	\N	\N
153	la032	Maja Granlund	la032@example.org	nb	\N	\N
154	la033	Eira Issund	la033@example.org	en	\N	\N
155	la034	Camilla Snøås	la034@example.org	nb	\N	\N
156	la035	Fredrik Haugdal	la035@example.org	nb	\N	\N
157	la036	Dag Tindholt	la036@example.org	nb	\N	\N
158	la037	Astrid Tindholt	la037@example.org	nb	\N	\N
159	la038	Kaja Bekkeli	la038@example.org	nb	\N	\N
160	la039	Fredrik Bekkeli	la039@example.org	nb	\N	\N
161	la040	Guro Tindholt	la040@example.org	nb	\N	\N
162	la041	Oda Haugdal	la041@example.org	nb	\N	\N
163	la042	Oda Rognvik	la042@example.org	en	\N	\N
164	la043	Guro Myrhaug	la043@example.org	nb	\N	\N
165	la044	Nils Tindholt	la044@example.org	nb	\N	\N
166	la045	Fredrik Kvistvoll	la045@example.org	nb	\N	\N
167	la046	Fredrik Lyngmo	la046@example.org	nb	\N	\N
168	la047	Dag Lyngmo	la047@example.org	nb	\N	\N
169	la048	Håkon Snøås	la048@example.org	nb	\N	\N
170	la049	Guro Tindholt	la049@example.org	nb	\N	\N
171	la050	Bjørn Myrhaug	la050@example.org	nb	\N	\N
172	la051	Kaja Snøås	la051@example.org	en	\N	\N
173	la052	Fredrik Issund	la052@example.org	nb	\N	\N
174	la053	Nils Granlund	la053@example.org	en	\N	\N
175	la054	Fredrik Bekkeli	la054@example.org	en	\N	\N
176	la055	Ida Rognvik	la055@example.org	nb	\N	\N
177	la056	Oda Myrhaug	la056@example.org	en	\N	\N
178	la057	Kaja Haugdal	la057@example.org	nb	\N	\N
179	la058	Dag Lyngmo	la058@example.org	nb	\N	\N
180	la059	Dag Bekkeli	la059@example.org	nb	\N	\N
181	la060	Ida Issund	la060@example.org	nb	\N	\N
182	la061	Eira Issund	la061@example.org	nb	\N	\N
183	la062	Nils Granlund	la062@example.org	en	\N	\N
184	la063	Ida Myrhaug	la063@example.org	nb	\N	\N
185	la064	Håkon Bekkeli	la064@example.org	nb	\N	\N
186	la065	Maja Snøås	la065@example.org	nb	\N	\N
187	la066	Fredrik Issund	la066@example.org	nb	\N	\N
188	la067	Jonas Kvistvoll	la067@example.org	nb	\N	\N
189	la068	Dag Myrhaug	la068@example.org	nb	\N	\N
190	la069	Kaja Snøås	la069@example.org	nb	\N	\N
191	la070	Lars Issund	la070@example.org	nb	\N	\N
192	la071	Jonas Kvistvoll	la071@example.org	en	\N	\N
193	la072	Guro Rognvik	la072@example.org	nb	\N	\N
194	la073	Ida Myrhaug	la073@example.org	en	\N	\N
195	la074	Ida Myrhaug	la074@example.org	nb	\N	\N
196	la075	Kaja Kvistvoll	la075@example.org	nb	\N	\N
197	la076	Eira Granlund	la076@example.org	nb	\N	\N
198	la077	Ida Kvistvoll	la077@example.org	nb	\N	\N
199	la078	Maja Kvistvoll	la078@example.org	en	\N	\N
200	la079	Lars Bekkeli	la079@example.org	nb	\N	\N
201	la080	Camilla Haugdal	la080@example.org	nb	\N	\N
202	la081	Kaja Issund	la081@example.org	en	\N	\N
203	la082	Ida Bekkeli	la082@example.org	en	\N	\N
204	la083	Ida Snøås	la083@example.org	nb	\N	\N
205	la084	Nils Haugdal	la084@example.org	nb	\N	\N
206	la085	Ida Granlund	la085@example.org	nb	\N	\N
207	la086	Ida Haugdal	la086@example.org	nb	\N	\N
208	la087	Dag Issund	la087@example.org	nb	\N	\N
209	la088	Fredrik Kvistvoll	la088@example.org	nb	\N	\N
210	la089	Maja Granlund	la089@example.org	en	\N	\N
211	la090	Nils Lyngmo	la090@example.org	nb	\N	\N
212	la091	Håkon Bekkeli	la091@example.org	nb	\N	\N
213	la092	Eira Tindholt	la092@example.org	nb	\N	\N
214	la093	Ida Issund	la093@example.org	en	\N	\N
215	la094	Eira Myrhaug	la094@example.org	nb	\N	\N
216	la095	Eira Haugdal	la095@example.org	nb	\N	\N
217	la096	Ida Bekkeli	la096@example.org	nb	\N	\N
218	la097	Dag Myrhaug	la097@example.org	nb	\N	\N
219	la098	Petter Haugdal	la098@example.org	nb	\N	\N
220	la099	Oda Lyngmo	la099@example.org	nb	\N	\N
221	la100	Oda Snøås	la100@example.org	nb	\N	\N
222	la101	Jonas Haugdal	la101@example.org	nb	\N	\N
223	la102	Lars Snøås	la102@example.org	nb	\N	\N
224	la103	Camilla Snøås	la103@example.org	nb	\N	\N
225	la104	Ida Issund	la104@example.org	nb	\N	\N
226	la105	Kaja Tindholt	la105@example.org	nb	\N	\N
227	la106	Dag Myrhaug	la106@example.org	nb	\N	\N
228	la107	Camilla Granlund	la107@example.org	nb	\N	\N
229	la108	Guro Snøås	la108@example.org	nb	\N	\N
230	la109	Håkon Lyngmo	la109@example.org	nb	\N	\N
231	la110	Jonas Rognvik	la110@example.org	nb	\N	\N
232	la111	Guro Snøås	la111@example.org	nb	\N	\N
233	la112	Jonas Lyngmo	la112@example.org	nb	\N	\N
234	la113	Eira Tindholt	la113@example.org	nb	\N	\N
235	la114	Ida Lyngmo	la114@example.org	nb	\N	\N
236	la115	Lars Bekkeli	la115@example.org	nb	\N	\N
237	la116	Kaja Issund	la116@example.org	nb	\N	\N
238	la117	Oda Snøås	la117@example.org	nb	\N	\N
239	la118	Dag Rognvik	la118@example.org	nb	\N	\N
240	la119	Bjørn Myrhaug	la119@example.org	nb	\N	\N
241	la120	Eira Lyngmo	la120@example.org	nb	\N	\N
242	assistant	Kari Lyngmo	assistant@example.org	nb	\N	9
243	completed	Oda Kvistvoll	completed@example.org	nb	\N	11
244	exempt	Jonas Bekkeli	exempt@example.org	nb	2026-11-21	12
245	new01	Astrid Bekkeli	new01@example.org	nb	\N	\N
246	new02	Astrid Granlund	new02@example.org	nb	\N	\N
247	new03	Astrid Haugdal	new03@example.org	nb	\N	\N
248	new04	Astrid Issund	new04@example.org	nb	\N	\N
249	new05	Astrid Kvistvoll	new05@example.org	nb	\N	\N
250	new06	Astrid Lyngmo	new06@example.org	nb	\N	\N
251	new07	Astrid Myrhaug	new07@example.org	nb	\N	\N
252	new08	Astrid Rognvik	new08@example.org	nb	\N	\N
253	new09	Astrid Snøås	new09@example.org	nb	\N	\N
254	new10	Astrid Tindholt	new10@example.org	nb	\N	\N
255	new11	Bjørn Bekkeli	new11@example.org	nb	\N	\N
256	new12	Bjørn Granlund	new12@example.org	nb	\N	\N
257	new13	Bjørn Haugdal	new13@example.org	nb	\N	\N
258	new14	Bjørn Issund	new14@example.org	nb	\N	\N
259	new15	Bjørn Kvistvoll	new15@example.org	nb	\N	\N
260	new16	Bjørn Lyngmo	new16@example.org	nb	\N	\N
261	new17	Bjørn Myrhaug	new17@example.org	nb	\N	\N
262	new18	Bjørn Rognvik	new18@example.org	nb	\N	\N
263	new19	Bjørn Snøås	new19@example.org	nb	\N	\N
264	new20	Bjørn Tindholt	new20@example.org	nb	\N	\N
265	new21	Camilla Bekkeli	new21@example.org	nb	\N	\N
266	new22	Camilla Granlund	new22@example.org	nb	\N	\N
267	new23	Camilla Haugdal	new23@example.org	nb	\N	\N
268	new24	Camilla Issund	new24@example.org	nb	\N	\N
269	new25	Camilla Kvistvoll	new25@example.org	nb	\N	\N
270	new26	Camilla Lyngmo	new26@example.org	nb	\N	\N
271	new27	Camilla Myrhaug	new27@example.org	nb	\N	\N
272	new28	Camilla Rognvik	new28@example.org	nb	\N	\N
273	new29	Camilla Snøås	new29@example.org	nb	\N	\N
274	new30	Camilla Tindholt	new30@example.org	nb	\N	\N
275	new31	Dag Bekkeli	new31@example.org	nb	\N	\N
276	new32	Dag Granlund	new32@example.org	nb	\N	\N
277	new33	Dag Haugdal	new33@example.org	nb	\N	\N
278	new34	Dag Issund	new34@example.org	nb	\N	\N
279	new35	Dag Kvistvoll	new35@example.org	nb	\N	\N
280	new36	Dag Lyngmo	new36@example.org	nb	\N	\N
281	new37	Dag Myrhaug	new37@example.org	nb	\N	\N
282	new38	Dag Rognvik	new38@example.org	nb	\N	\N
283	new39	Dag Snøås	new39@example.org	nb	\N	\N
284	new40	Dag Tindholt	new40@example.org	nb	\N	\N
\.



COPY public.enrollment_letter (id, kind, key, facts, calendars, written_at, email_id, recipient_id) FROM stdin;
\.



COPY public.enrollment_registration (id, core_module, registered_at, withdrawn_at, mark, marked_at, preparation_confirmed_at, assistant_id, marked_by_id, session_id) FROM stdin;
1	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	122	\N	73
2	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	122	\N	83
3	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	123	\N	73
4	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	123	\N	83
5	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	124	\N	73
6	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	124	\N	83
7	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	125	\N	73
8	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	125	\N	83
9	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	126	\N	73
10	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	126	\N	83
11	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	127	\N	73
12	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	127	\N	83
13	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	128	\N	73
14	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	128	\N	83
15	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	129	\N	73
16	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	129	\N	83
17	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	130	\N	73
18	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	130	\N	83
19	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	131	\N	73
20	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	131	\N	83
21	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	132	\N	73
22	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	132	\N	83
23	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	133	\N	73
24	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	133	\N	83
25	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	134	\N	73
26	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	134	\N	83
27	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	135	\N	73
28	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	135	\N	83
29	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	136	\N	73
30	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	136	\N	83
31	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	137	\N	73
32	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	137	\N	83
33	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	138	\N	73
34	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	138	\N	83
35	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	139	\N	73
36	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	139	\N	83
37	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	140	\N	73
38	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	140	\N	83
39	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	141	\N	73
40	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	141	\N	83
41	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	142	\N	73
42	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	142	\N	83
43	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	143	\N	73
44	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	143	\N	83
45	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	144	\N	73
46	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	144	\N	83
47	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	145	\N	73
48	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	145	\N	83
49	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	146	\N	73
50	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	146	\N	83
51	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	147	\N	73
52	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	147	\N	83
53	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	148	\N	73
54	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	148	\N	83
55	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	149	\N	73
56	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	149	\N	83
57	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	150	\N	73
58	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	150	\N	83
59	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	151	\N	73
60	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	151	\N	83
61	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	152	\N	73
62	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	152	\N	83
63	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	153	\N	73
64	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	153	\N	83
65	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	154	\N	73
66	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	154	\N	83
67	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	155	\N	73
68	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	155	\N	83
69	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	156	\N	73
70	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	156	\N	83
71	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	157	\N	73
72	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	157	\N	83
73	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	158	\N	73
74	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	158	\N	83
75	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	159	\N	73
76	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	159	\N	83
77	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	160	\N	73
78	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	160	\N	83
79	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	161	\N	73
80	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	161	\N	83
81	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	162	\N	79
82	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	162	\N	86
83	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	163	\N	74
84	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	163	\N	88
85	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	164	\N	82
86	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	164	\N	91
87	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	167	\N	82
88	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	167	\N	92
89	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	168	\N	79
90	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	168	\N	96
91	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	169	\N	89
92	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	169	\N	91
93	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	170	\N	76
94	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	170	\N	85
95	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	171	\N	74
96	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	171	\N	92
97	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	172	\N	89
98	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	172	\N	90
99	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	173	\N	80
100	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	173	\N	90
101	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	174	\N	80
102	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	174	\N	91
103	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	177	\N	80
104	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	177	\N	94
105	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	178	\N	89
106	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	178	\N	92
107	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	179	\N	74
108	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	179	\N	87
109	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	180	\N	74
110	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	180	\N	88
111	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	181	\N	89
112	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	181	\N	92
113	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	182	\N	78
114	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	182	\N	84
115	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	183	\N	78
116	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	183	\N	91
117	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	184	\N	82
118	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	184	\N	93
119	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	185	\N	80
120	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	185	\N	96
121	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	186	\N	77
122	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	186	\N	94
123	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	187	\N	79
124	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	187	\N	96
125	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	188	\N	79
126	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	188	\N	92
127	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	191	\N	76
128	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	191	\N	92
129	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	192	\N	95
130	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	192	\N	96
131	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	193	\N	79
132	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	193	\N	85
133	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	194	\N	75
134	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	194	\N	86
135	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	197	\N	74
136	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	197	\N	88
137	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	198	\N	75
138	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	198	\N	86
139	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	199	\N	76
140	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	199	\N	92
141	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	200	\N	77
142	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	200	\N	84
143	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	202	\N	77
144	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	202	\N	88
145	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	203	\N	74
146	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	203	\N	92
147	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	204	\N	78
148	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	204	\N	92
149	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	205	\N	75
150	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	205	\N	84
151	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	206	\N	78
152	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	206	\N	87
153	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	208	\N	81
154	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	208	\N	92
155	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	209	\N	79
156	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	209	\N	91
157	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	210	\N	82
158	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	210	\N	86
159	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	212	\N	75
160	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	212	\N	88
161	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	213	\N	77
162	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	213	\N	92
163	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	215	\N	76
164	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	215	\N	88
165	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	217	\N	75
166	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	217	\N	86
167	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	218	\N	78
168	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	218	\N	84
169	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	219	\N	82
170	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	219	\N	84
171	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	220	\N	80
172	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	220	\N	84
173	1	2024-08-19 07:00:00+00	\N	present	2024-09-02 10:00:00+00	\N	222	15	49
181	1	2024-08-20 07:00:00+00	\N	present	2024-09-03 10:00:00+00	\N	226	15	50
199	1	2024-08-20 07:00:00+00	\N	partial	2024-09-03 10:00:00+00	\N	235	15	50
175	1	2024-08-21 07:00:00+00	\N	absent	2024-09-04 10:00:00+00	\N	223	15	51
191	1	2024-08-21 07:00:00+00	\N	partial	2024-09-04 10:00:00+00	\N	231	15	51
195	1	2024-08-21 07:00:00+00	\N	present	2024-09-04 10:00:00+00	\N	233	15	51
211	1	2024-08-21 07:00:00+00	\N	partial	2024-09-04 10:00:00+00	\N	241	15	51
177	1	2024-08-22 07:00:00+00	\N	absent	2024-09-05 10:00:00+00	\N	224	15	52
193	1	2024-08-22 07:00:00+00	\N	present	2024-09-05 10:00:00+00	\N	232	15	52
209	1	2024-08-22 07:00:00+00	\N	present	2024-09-05 10:00:00+00	\N	240	15	52
185	1	2024-08-23 07:00:00+00	\N	partial	2024-09-06 10:00:00+00	\N	228	15	53
201	1	2024-08-23 07:00:00+00	\N	present	2024-09-06 10:00:00+00	\N	236	15	53
187	1	2024-08-26 07:00:00+00	\N	present	2024-09-09 10:00:00+00	\N	229	15	54
203	1	2024-08-26 07:00:00+00	\N	present	2024-09-09 10:00:00+00	\N	237	15	54
205	1	2024-08-26 07:00:00+00	\N	partial	2024-09-09 10:00:00+00	\N	238	15	54
179	1	2024-08-27 07:00:00+00	\N	absent	2024-09-10 10:00:00+00	\N	225	15	55
189	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	230	15	56
197	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	234	15	56
207	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	239	15	56
183	1	2024-08-29 07:00:00+00	\N	present	2024-09-12 10:00:00+00	\N	227	15	57
190	2	2024-09-02 07:00:00+00	\N	partial	2024-09-16 10:00:00+00	\N	230	15	59
174	2	2024-09-03 07:00:00+00	\N	absent	2024-09-17 10:00:00+00	\N	222	15	60
204	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	237	15	60
206	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	238	15	60
208	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	239	15	60
186	2	2024-09-04 07:00:00+00	\N	partial	2024-09-18 10:00:00+00	\N	228	15	61
210	2	2024-09-04 07:00:00+00	\N	present	2024-09-18 10:00:00+00	\N	240	15	61
178	2	2024-09-05 07:00:00+00	\N	present	2024-09-19 10:00:00+00	\N	224	15	62
188	2	2024-09-05 07:00:00+00	\N	partial	2024-09-19 10:00:00+00	\N	229	15	62
192	2	2024-09-06 07:00:00+00	\N	present	2024-09-20 10:00:00+00	\N	231	15	63
200	2	2024-09-06 07:00:00+00	\N	partial	2024-09-20 10:00:00+00	\N	235	15	63
182	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	226	15	65
184	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	227	15	65
194	2	2024-09-10 07:00:00+00	\N	partial	2024-09-24 10:00:00+00	\N	232	15	65
196	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	233	15	65
176	2	2024-09-11 07:00:00+00	\N	absent	2024-09-25 10:00:00+00	\N	223	15	66
212	2	2024-09-11 07:00:00+00	\N	present	2024-09-25 10:00:00+00	\N	241	15	66
180	2	2024-09-13 07:00:00+00	\N	present	2024-09-27 10:00:00+00	\N	225	15	68
198	2	2024-09-13 07:00:00+00	\N	absent	2024-09-27 10:00:00+00	\N	234	15	68
202	2	2024-09-13 07:00:00+00	\N	present	2024-09-27 10:00:00+00	\N	236	15	68
213	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	165	\N	97
214	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	166	\N	97
215	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	175	\N	97
216	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	176	\N	97
217	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	189	\N	97
218	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	190	\N	97
219	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	195	\N	97
220	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	196	\N	97
221	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	201	\N	97
222	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	207	\N	97
223	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	211	\N	97
224	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	214	\N	97
225	1	2024-08-19 07:00:00+00	\N	present	2024-09-02 10:00:00+00	\N	243	15	49
226	2	2024-09-02 07:00:00+00	\N	present	2024-09-16 10:00:00+00	\N	243	15	59
\.



COPY public.enrollment_registrationevent (pgh_id, pgh_created_at, pgh_label, id, core_module, registered_at, withdrawn_at, mark, marked_at, preparation_confirmed_at, assistant_id, marked_by_id, pgh_context_id, pgh_obj_id, session_id) FROM stdin;
1	2026-11-26 20:56:45.181649+00	insert	1	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	122	\N	\N	1	73
2	2026-11-26 20:56:45.181649+00	insert	2	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	122	\N	\N	2	83
3	2026-11-26 20:56:45.181649+00	insert	3	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	123	\N	\N	3	73
4	2026-11-26 20:56:45.181649+00	insert	4	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	123	\N	\N	4	83
5	2026-11-26 20:56:45.181649+00	insert	5	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	124	\N	\N	5	73
6	2026-11-26 20:56:45.181649+00	insert	6	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	124	\N	\N	6	83
7	2026-11-26 20:56:45.181649+00	insert	7	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	125	\N	\N	7	73
8	2026-11-26 20:56:45.181649+00	insert	8	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	125	\N	\N	8	83
9	2026-11-26 20:56:45.181649+00	insert	9	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	126	\N	\N	9	73
10	2026-11-26 20:56:45.181649+00	insert	10	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	126	\N	\N	10	83
11	2026-11-26 20:56:45.181649+00	insert	11	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	127	\N	\N	11	73
12	2026-11-26 20:56:45.181649+00	insert	12	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	127	\N	\N	12	83
13	2026-11-26 20:56:45.181649+00	insert	13	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	128	\N	\N	13	73
14	2026-11-26 20:56:45.181649+00	insert	14	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	128	\N	\N	14	83
15	2026-11-26 20:56:45.181649+00	insert	15	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	129	\N	\N	15	73
16	2026-11-26 20:56:45.181649+00	insert	16	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	129	\N	\N	16	83
17	2026-11-26 20:56:45.181649+00	insert	17	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	130	\N	\N	17	73
18	2026-11-26 20:56:45.181649+00	insert	18	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	130	\N	\N	18	83
19	2026-11-26 20:56:45.181649+00	insert	19	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	131	\N	\N	19	73
20	2026-11-26 20:56:45.181649+00	insert	20	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	131	\N	\N	20	83
21	2026-11-26 20:56:45.181649+00	insert	21	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	132	\N	\N	21	73
22	2026-11-26 20:56:45.181649+00	insert	22	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	132	\N	\N	22	83
23	2026-11-26 20:56:45.181649+00	insert	23	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	133	\N	\N	23	73
24	2026-11-26 20:56:45.181649+00	insert	24	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	133	\N	\N	24	83
25	2026-11-26 20:56:45.181649+00	insert	25	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	134	\N	\N	25	73
26	2026-11-26 20:56:45.181649+00	insert	26	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	134	\N	\N	26	83
27	2026-11-26 20:56:45.181649+00	insert	27	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	135	\N	\N	27	73
28	2026-11-26 20:56:45.181649+00	insert	28	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	135	\N	\N	28	83
29	2026-11-26 20:56:45.181649+00	insert	29	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	136	\N	\N	29	73
30	2026-11-26 20:56:45.181649+00	insert	30	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	136	\N	\N	30	83
31	2026-11-26 20:56:45.181649+00	insert	31	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	137	\N	\N	31	73
32	2026-11-26 20:56:45.181649+00	insert	32	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	137	\N	\N	32	83
33	2026-11-26 20:56:45.181649+00	insert	33	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	138	\N	\N	33	73
34	2026-11-26 20:56:45.181649+00	insert	34	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	138	\N	\N	34	83
35	2026-11-26 20:56:45.181649+00	insert	35	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	139	\N	\N	35	73
36	2026-11-26 20:56:45.181649+00	insert	36	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	139	\N	\N	36	83
37	2026-11-26 20:56:45.181649+00	insert	37	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	140	\N	\N	37	73
38	2026-11-26 20:56:45.181649+00	insert	38	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	140	\N	\N	38	83
39	2026-11-26 20:56:45.181649+00	insert	39	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	141	\N	\N	39	73
40	2026-11-26 20:56:45.181649+00	insert	40	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	141	\N	\N	40	83
41	2026-11-26 20:56:45.181649+00	insert	41	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	142	\N	\N	41	73
42	2026-11-26 20:56:45.181649+00	insert	42	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	142	\N	\N	42	83
43	2026-11-26 20:56:45.181649+00	insert	43	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	143	\N	\N	43	73
44	2026-11-26 20:56:45.181649+00	insert	44	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	143	\N	\N	44	83
45	2026-11-26 20:56:45.181649+00	insert	45	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	144	\N	\N	45	73
46	2026-11-26 20:56:45.181649+00	insert	46	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	144	\N	\N	46	83
47	2026-11-26 20:56:45.181649+00	insert	47	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	145	\N	\N	47	73
48	2026-11-26 20:56:45.181649+00	insert	48	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	145	\N	\N	48	83
49	2026-11-26 20:56:45.181649+00	insert	49	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	146	\N	\N	49	73
50	2026-11-26 20:56:45.181649+00	insert	50	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	146	\N	\N	50	83
51	2026-11-26 20:56:45.181649+00	insert	51	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	147	\N	\N	51	73
52	2026-11-26 20:56:45.181649+00	insert	52	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	147	\N	\N	52	83
53	2026-11-26 20:56:45.181649+00	insert	53	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	148	\N	\N	53	73
54	2026-11-26 20:56:45.181649+00	insert	54	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	148	\N	\N	54	83
55	2026-11-26 20:56:45.181649+00	insert	55	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	149	\N	\N	55	73
56	2026-11-26 20:56:45.181649+00	insert	56	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	149	\N	\N	56	83
57	2026-11-26 20:56:45.181649+00	insert	57	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	150	\N	\N	57	73
58	2026-11-26 20:56:45.181649+00	insert	58	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	150	\N	\N	58	83
59	2026-11-26 20:56:45.181649+00	insert	59	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	151	\N	\N	59	73
60	2026-11-26 20:56:45.181649+00	insert	60	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	151	\N	\N	60	83
61	2026-11-26 20:56:45.181649+00	insert	61	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	152	\N	\N	61	73
62	2026-11-26 20:56:45.181649+00	insert	62	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	152	\N	\N	62	83
63	2026-11-26 20:56:45.181649+00	insert	63	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	153	\N	\N	63	73
64	2026-11-26 20:56:45.181649+00	insert	64	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	153	\N	\N	64	83
65	2026-11-26 20:56:45.181649+00	insert	65	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	154	\N	\N	65	73
66	2026-11-26 20:56:45.181649+00	insert	66	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	154	\N	\N	66	83
67	2026-11-26 20:56:45.181649+00	insert	67	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	155	\N	\N	67	73
68	2026-11-26 20:56:45.181649+00	insert	68	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	155	\N	\N	68	83
69	2026-11-26 20:56:45.181649+00	insert	69	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	156	\N	\N	69	73
70	2026-11-26 20:56:45.181649+00	insert	70	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	156	\N	\N	70	83
71	2026-11-26 20:56:45.181649+00	insert	71	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	157	\N	\N	71	73
72	2026-11-26 20:56:45.181649+00	insert	72	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	157	\N	\N	72	83
73	2026-11-26 20:56:45.181649+00	insert	73	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	158	\N	\N	73	73
74	2026-11-26 20:56:45.181649+00	insert	74	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	158	\N	\N	74	83
75	2026-11-26 20:56:45.181649+00	insert	75	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	159	\N	\N	75	73
76	2026-11-26 20:56:45.181649+00	insert	76	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	159	\N	\N	76	83
77	2026-11-26 20:56:45.181649+00	insert	77	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	160	\N	\N	77	73
78	2026-11-26 20:56:45.181649+00	insert	78	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	160	\N	\N	78	83
79	2026-11-26 20:56:45.181649+00	insert	79	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	161	\N	\N	79	73
80	2026-11-26 20:56:45.181649+00	insert	80	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	161	\N	\N	80	83
81	2026-11-26 20:56:45.181649+00	insert	81	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	162	\N	\N	81	79
82	2026-11-26 20:56:45.181649+00	insert	82	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	162	\N	\N	82	86
83	2026-11-26 20:56:45.181649+00	insert	83	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	163	\N	\N	83	74
84	2026-11-26 20:56:45.181649+00	insert	84	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	163	\N	\N	84	88
85	2026-11-26 20:56:45.181649+00	insert	85	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	164	\N	\N	85	82
86	2026-11-26 20:56:45.181649+00	insert	86	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	164	\N	\N	86	91
87	2026-11-26 20:56:45.181649+00	insert	87	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	167	\N	\N	87	82
88	2026-11-26 20:56:45.181649+00	insert	88	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	167	\N	\N	88	92
89	2026-11-26 20:56:45.181649+00	insert	89	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	168	\N	\N	89	79
90	2026-11-26 20:56:45.181649+00	insert	90	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	168	\N	\N	90	96
91	2026-11-26 20:56:45.181649+00	insert	91	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	169	\N	\N	91	89
92	2026-11-26 20:56:45.181649+00	insert	92	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	169	\N	\N	92	91
93	2026-11-26 20:56:45.181649+00	insert	93	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	170	\N	\N	93	76
94	2026-11-26 20:56:45.181649+00	insert	94	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	170	\N	\N	94	85
95	2026-11-26 20:56:45.181649+00	insert	95	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	171	\N	\N	95	74
96	2026-11-26 20:56:45.181649+00	insert	96	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	171	\N	\N	96	92
97	2026-11-26 20:56:45.181649+00	insert	97	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	172	\N	\N	97	89
98	2026-11-26 20:56:45.181649+00	insert	98	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	172	\N	\N	98	90
99	2026-11-26 20:56:45.181649+00	insert	99	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	173	\N	\N	99	80
100	2026-11-26 20:56:45.181649+00	insert	100	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	173	\N	\N	100	90
101	2026-11-26 20:56:45.181649+00	insert	101	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	174	\N	\N	101	80
102	2026-11-26 20:56:45.181649+00	insert	102	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	174	\N	\N	102	91
103	2026-11-26 20:56:45.181649+00	insert	103	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	177	\N	\N	103	80
104	2026-11-26 20:56:45.181649+00	insert	104	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	177	\N	\N	104	94
105	2026-11-26 20:56:45.181649+00	insert	105	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	178	\N	\N	105	89
106	2026-11-26 20:56:45.181649+00	insert	106	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	178	\N	\N	106	92
107	2026-11-26 20:56:45.181649+00	insert	107	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	179	\N	\N	107	74
108	2026-11-26 20:56:45.181649+00	insert	108	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	179	\N	\N	108	87
109	2026-11-26 20:56:45.181649+00	insert	109	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	180	\N	\N	109	74
110	2026-11-26 20:56:45.181649+00	insert	110	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	180	\N	\N	110	88
111	2026-11-26 20:56:45.181649+00	insert	111	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	181	\N	\N	111	89
112	2026-11-26 20:56:45.181649+00	insert	112	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	181	\N	\N	112	92
113	2026-11-26 20:56:45.181649+00	insert	113	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	182	\N	\N	113	78
114	2026-11-26 20:56:45.181649+00	insert	114	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	182	\N	\N	114	84
115	2026-11-26 20:56:45.181649+00	insert	115	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	183	\N	\N	115	78
116	2026-11-26 20:56:45.181649+00	insert	116	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	183	\N	\N	116	91
117	2026-11-26 20:56:45.181649+00	insert	117	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	184	\N	\N	117	82
118	2026-11-26 20:56:45.181649+00	insert	118	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	184	\N	\N	118	93
119	2026-11-26 20:56:45.181649+00	insert	119	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	185	\N	\N	119	80
120	2026-11-26 20:56:45.181649+00	insert	120	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	185	\N	\N	120	96
121	2026-11-26 20:56:45.181649+00	insert	121	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	186	\N	\N	121	77
122	2026-11-26 20:56:45.181649+00	insert	122	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	186	\N	\N	122	94
123	2026-11-26 20:56:45.181649+00	insert	123	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	187	\N	\N	123	79
124	2026-11-26 20:56:45.181649+00	insert	124	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	187	\N	\N	124	96
125	2026-11-26 20:56:45.181649+00	insert	125	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	188	\N	\N	125	79
126	2026-11-26 20:56:45.181649+00	insert	126	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	188	\N	\N	126	92
127	2026-11-26 20:56:45.181649+00	insert	127	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	191	\N	\N	127	76
128	2026-11-26 20:56:45.181649+00	insert	128	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	191	\N	\N	128	92
129	2026-11-26 20:56:45.181649+00	insert	129	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	192	\N	\N	129	95
130	2026-11-26 20:56:45.181649+00	insert	130	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	192	\N	\N	130	96
131	2026-11-26 20:56:45.181649+00	insert	131	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	193	\N	\N	131	79
132	2026-11-26 20:56:45.181649+00	insert	132	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	193	\N	\N	132	85
133	2026-11-26 20:56:45.181649+00	insert	133	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	194	\N	\N	133	75
134	2026-11-26 20:56:45.181649+00	insert	134	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	194	\N	\N	134	86
135	2026-11-26 20:56:45.181649+00	insert	135	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	197	\N	\N	135	74
136	2026-11-26 20:56:45.181649+00	insert	136	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	197	\N	\N	136	88
137	2026-11-26 20:56:45.181649+00	insert	137	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	198	\N	\N	137	75
138	2026-11-26 20:56:45.181649+00	insert	138	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	198	\N	\N	138	86
139	2026-11-26 20:56:45.181649+00	insert	139	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	199	\N	\N	139	76
140	2026-11-26 20:56:45.181649+00	insert	140	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	199	\N	\N	140	92
141	2026-11-26 20:56:45.181649+00	insert	141	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	200	\N	\N	141	77
142	2026-11-26 20:56:45.181649+00	insert	142	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	200	\N	\N	142	84
143	2026-11-26 20:56:45.181649+00	insert	143	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	202	\N	\N	143	77
144	2026-11-26 20:56:45.181649+00	insert	144	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	202	\N	\N	144	88
145	2026-11-26 20:56:45.181649+00	insert	145	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	203	\N	\N	145	74
146	2026-11-26 20:56:45.181649+00	insert	146	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	203	\N	\N	146	92
147	2026-11-26 20:56:45.181649+00	insert	147	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	204	\N	\N	147	78
148	2026-11-26 20:56:45.181649+00	insert	148	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	204	\N	\N	148	92
149	2026-11-26 20:56:45.181649+00	insert	149	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	205	\N	\N	149	75
150	2026-11-26 20:56:45.181649+00	insert	150	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	205	\N	\N	150	84
151	2026-11-26 20:56:45.181649+00	insert	151	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	206	\N	\N	151	78
152	2026-11-26 20:56:45.181649+00	insert	152	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	206	\N	\N	152	87
153	2026-11-26 20:56:45.181649+00	insert	153	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	208	\N	\N	153	81
154	2026-11-26 20:56:45.181649+00	insert	154	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	208	\N	\N	154	92
155	2026-11-26 20:56:45.181649+00	insert	155	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	209	\N	\N	155	79
156	2026-11-26 20:56:45.181649+00	insert	156	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	209	\N	\N	156	91
157	2026-11-26 20:56:45.181649+00	insert	157	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	210	\N	\N	157	82
158	2026-11-26 20:56:45.181649+00	insert	158	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	210	\N	\N	158	86
159	2026-11-26 20:56:45.181649+00	insert	159	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	212	\N	\N	159	75
160	2026-11-26 20:56:45.181649+00	insert	160	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	212	\N	\N	160	88
161	2026-11-26 20:56:45.181649+00	insert	161	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	213	\N	\N	161	77
162	2026-11-26 20:56:45.181649+00	insert	162	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	213	\N	\N	162	92
163	2026-11-26 20:56:45.181649+00	insert	163	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	215	\N	\N	163	76
164	2026-11-26 20:56:45.181649+00	insert	164	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	215	\N	\N	164	88
165	2026-11-26 20:56:45.181649+00	insert	165	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	217	\N	\N	165	75
166	2026-11-26 20:56:45.181649+00	insert	166	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	217	\N	\N	166	86
167	2026-11-26 20:56:45.181649+00	insert	167	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	218	\N	\N	167	78
168	2026-11-26 20:56:45.181649+00	insert	168	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	218	\N	\N	168	84
169	2026-11-26 20:56:45.181649+00	insert	169	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	219	\N	\N	169	82
170	2026-11-26 20:56:45.181649+00	insert	170	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	219	\N	\N	170	84
171	2026-11-26 20:56:45.181649+00	insert	171	1	2026-11-26 20:56:45.818591+00	\N		\N	\N	220	\N	\N	171	80
172	2026-11-26 20:56:45.181649+00	insert	172	2	2026-11-26 20:56:45.818591+00	\N		\N	\N	220	\N	\N	172	84
173	2026-11-26 20:56:45.181649+00	insert	173	1	2024-08-19 07:00:00+00	\N		\N	\N	222	\N	\N	173	49
174	2026-11-26 20:56:45.181649+00	insert	174	2	2024-09-03 07:00:00+00	\N		\N	\N	222	\N	\N	174	60
175	2026-11-26 20:56:45.181649+00	insert	175	1	2024-08-21 07:00:00+00	\N		\N	\N	223	\N	\N	175	51
176	2026-11-26 20:56:45.181649+00	insert	176	2	2024-09-11 07:00:00+00	\N		\N	\N	223	\N	\N	176	66
177	2026-11-26 20:56:45.181649+00	insert	177	1	2024-08-22 07:00:00+00	\N		\N	\N	224	\N	\N	177	52
178	2026-11-26 20:56:45.181649+00	insert	178	2	2024-09-05 07:00:00+00	\N		\N	\N	224	\N	\N	178	62
179	2026-11-26 20:56:45.181649+00	insert	179	1	2024-08-27 07:00:00+00	\N		\N	\N	225	\N	\N	179	55
180	2026-11-26 20:56:45.181649+00	insert	180	2	2024-09-13 07:00:00+00	\N		\N	\N	225	\N	\N	180	68
181	2026-11-26 20:56:45.181649+00	insert	181	1	2024-08-20 07:00:00+00	\N		\N	\N	226	\N	\N	181	50
182	2026-11-26 20:56:45.181649+00	insert	182	2	2024-09-10 07:00:00+00	\N		\N	\N	226	\N	\N	182	65
183	2026-11-26 20:56:45.181649+00	insert	183	1	2024-08-29 07:00:00+00	\N		\N	\N	227	\N	\N	183	57
184	2026-11-26 20:56:45.181649+00	insert	184	2	2024-09-10 07:00:00+00	\N		\N	\N	227	\N	\N	184	65
185	2026-11-26 20:56:45.181649+00	insert	185	1	2024-08-23 07:00:00+00	\N		\N	\N	228	\N	\N	185	53
186	2026-11-26 20:56:45.181649+00	insert	186	2	2024-09-04 07:00:00+00	\N		\N	\N	228	\N	\N	186	61
187	2026-11-26 20:56:45.181649+00	insert	187	1	2024-08-26 07:00:00+00	\N		\N	\N	229	\N	\N	187	54
188	2026-11-26 20:56:45.181649+00	insert	188	2	2024-09-05 07:00:00+00	\N		\N	\N	229	\N	\N	188	62
189	2026-11-26 20:56:45.181649+00	insert	189	1	2024-08-28 07:00:00+00	\N		\N	\N	230	\N	\N	189	56
190	2026-11-26 20:56:45.181649+00	insert	190	2	2024-09-02 07:00:00+00	\N		\N	\N	230	\N	\N	190	59
191	2026-11-26 20:56:45.181649+00	insert	191	1	2024-08-21 07:00:00+00	\N		\N	\N	231	\N	\N	191	51
192	2026-11-26 20:56:45.181649+00	insert	192	2	2024-09-06 07:00:00+00	\N		\N	\N	231	\N	\N	192	63
193	2026-11-26 20:56:45.181649+00	insert	193	1	2024-08-22 07:00:00+00	\N		\N	\N	232	\N	\N	193	52
194	2026-11-26 20:56:45.181649+00	insert	194	2	2024-09-10 07:00:00+00	\N		\N	\N	232	\N	\N	194	65
195	2026-11-26 20:56:45.181649+00	insert	195	1	2024-08-21 07:00:00+00	\N		\N	\N	233	\N	\N	195	51
196	2026-11-26 20:56:45.181649+00	insert	196	2	2024-09-10 07:00:00+00	\N		\N	\N	233	\N	\N	196	65
197	2026-11-26 20:56:45.181649+00	insert	197	1	2024-08-28 07:00:00+00	\N		\N	\N	234	\N	\N	197	56
198	2026-11-26 20:56:45.181649+00	insert	198	2	2024-09-13 07:00:00+00	\N		\N	\N	234	\N	\N	198	68
199	2026-11-26 20:56:45.181649+00	insert	199	1	2024-08-20 07:00:00+00	\N		\N	\N	235	\N	\N	199	50
200	2026-11-26 20:56:45.181649+00	insert	200	2	2024-09-06 07:00:00+00	\N		\N	\N	235	\N	\N	200	63
201	2026-11-26 20:56:45.181649+00	insert	201	1	2024-08-23 07:00:00+00	\N		\N	\N	236	\N	\N	201	53
202	2026-11-26 20:56:45.181649+00	insert	202	2	2024-09-13 07:00:00+00	\N		\N	\N	236	\N	\N	202	68
203	2026-11-26 20:56:45.181649+00	insert	203	1	2024-08-26 07:00:00+00	\N		\N	\N	237	\N	\N	203	54
204	2026-11-26 20:56:45.181649+00	insert	204	2	2024-09-03 07:00:00+00	\N		\N	\N	237	\N	\N	204	60
205	2026-11-26 20:56:45.181649+00	insert	205	1	2024-08-26 07:00:00+00	\N		\N	\N	238	\N	\N	205	54
206	2026-11-26 20:56:45.181649+00	insert	206	2	2024-09-03 07:00:00+00	\N		\N	\N	238	\N	\N	206	60
207	2026-11-26 20:56:45.181649+00	insert	207	1	2024-08-28 07:00:00+00	\N		\N	\N	239	\N	\N	207	56
208	2026-11-26 20:56:45.181649+00	insert	208	2	2024-09-03 07:00:00+00	\N		\N	\N	239	\N	\N	208	60
209	2026-11-26 20:56:45.181649+00	insert	209	1	2024-08-22 07:00:00+00	\N		\N	\N	240	\N	\N	209	52
210	2026-11-26 20:56:45.181649+00	insert	210	2	2024-09-04 07:00:00+00	\N		\N	\N	240	\N	\N	210	61
211	2026-11-26 20:56:45.181649+00	insert	211	1	2024-08-21 07:00:00+00	\N		\N	\N	241	\N	\N	211	51
212	2026-11-26 20:56:45.181649+00	insert	212	2	2024-09-11 07:00:00+00	\N		\N	\N	241	\N	\N	212	66
213	2026-11-26 20:56:45.181649+00	update	173	1	2024-08-19 07:00:00+00	\N	present	2024-09-02 10:00:00+00	\N	222	15	\N	173	49
214	2026-11-26 20:56:45.181649+00	update	181	1	2024-08-20 07:00:00+00	\N	present	2024-09-03 10:00:00+00	\N	226	15	\N	181	50
215	2026-11-26 20:56:45.181649+00	update	199	1	2024-08-20 07:00:00+00	\N	partial	2024-09-03 10:00:00+00	\N	235	15	\N	199	50
216	2026-11-26 20:56:45.181649+00	update	175	1	2024-08-21 07:00:00+00	\N	absent	2024-09-04 10:00:00+00	\N	223	15	\N	175	51
217	2026-11-26 20:56:45.181649+00	update	191	1	2024-08-21 07:00:00+00	\N	partial	2024-09-04 10:00:00+00	\N	231	15	\N	191	51
218	2026-11-26 20:56:45.181649+00	update	195	1	2024-08-21 07:00:00+00	\N	present	2024-09-04 10:00:00+00	\N	233	15	\N	195	51
219	2026-11-26 20:56:45.181649+00	update	211	1	2024-08-21 07:00:00+00	\N	partial	2024-09-04 10:00:00+00	\N	241	15	\N	211	51
220	2026-11-26 20:56:45.181649+00	update	177	1	2024-08-22 07:00:00+00	\N	absent	2024-09-05 10:00:00+00	\N	224	15	\N	177	52
221	2026-11-26 20:56:45.181649+00	update	193	1	2024-08-22 07:00:00+00	\N	present	2024-09-05 10:00:00+00	\N	232	15	\N	193	52
222	2026-11-26 20:56:45.181649+00	update	209	1	2024-08-22 07:00:00+00	\N	present	2024-09-05 10:00:00+00	\N	240	15	\N	209	52
223	2026-11-26 20:56:45.181649+00	update	185	1	2024-08-23 07:00:00+00	\N	partial	2024-09-06 10:00:00+00	\N	228	15	\N	185	53
224	2026-11-26 20:56:45.181649+00	update	201	1	2024-08-23 07:00:00+00	\N	present	2024-09-06 10:00:00+00	\N	236	15	\N	201	53
225	2026-11-26 20:56:45.181649+00	update	187	1	2024-08-26 07:00:00+00	\N	present	2024-09-09 10:00:00+00	\N	229	15	\N	187	54
226	2026-11-26 20:56:45.181649+00	update	203	1	2024-08-26 07:00:00+00	\N	present	2024-09-09 10:00:00+00	\N	237	15	\N	203	54
227	2026-11-26 20:56:45.181649+00	update	205	1	2024-08-26 07:00:00+00	\N	partial	2024-09-09 10:00:00+00	\N	238	15	\N	205	54
228	2026-11-26 20:56:45.181649+00	update	179	1	2024-08-27 07:00:00+00	\N	absent	2024-09-10 10:00:00+00	\N	225	15	\N	179	55
229	2026-11-26 20:56:45.181649+00	update	189	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	230	15	\N	189	56
230	2026-11-26 20:56:45.181649+00	update	197	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	234	15	\N	197	56
231	2026-11-26 20:56:45.181649+00	update	207	1	2024-08-28 07:00:00+00	\N	present	2024-09-11 10:00:00+00	\N	239	15	\N	207	56
232	2026-11-26 20:56:45.181649+00	update	183	1	2024-08-29 07:00:00+00	\N	present	2024-09-12 10:00:00+00	\N	227	15	\N	183	57
233	2026-11-26 20:56:45.181649+00	update	190	2	2024-09-02 07:00:00+00	\N	partial	2024-09-16 10:00:00+00	\N	230	15	\N	190	59
234	2026-11-26 20:56:45.181649+00	update	174	2	2024-09-03 07:00:00+00	\N	absent	2024-09-17 10:00:00+00	\N	222	15	\N	174	60
235	2026-11-26 20:56:45.181649+00	update	204	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	237	15	\N	204	60
236	2026-11-26 20:56:45.181649+00	update	206	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	238	15	\N	206	60
237	2026-11-26 20:56:45.181649+00	update	208	2	2024-09-03 07:00:00+00	\N	present	2024-09-17 10:00:00+00	\N	239	15	\N	208	60
238	2026-11-26 20:56:45.181649+00	update	186	2	2024-09-04 07:00:00+00	\N	partial	2024-09-18 10:00:00+00	\N	228	15	\N	186	61
239	2026-11-26 20:56:45.181649+00	update	210	2	2024-09-04 07:00:00+00	\N	present	2024-09-18 10:00:00+00	\N	240	15	\N	210	61
240	2026-11-26 20:56:45.181649+00	update	178	2	2024-09-05 07:00:00+00	\N	present	2024-09-19 10:00:00+00	\N	224	15	\N	178	62
241	2026-11-26 20:56:45.181649+00	update	188	2	2024-09-05 07:00:00+00	\N	partial	2024-09-19 10:00:00+00	\N	229	15	\N	188	62
242	2026-11-26 20:56:45.181649+00	update	192	2	2024-09-06 07:00:00+00	\N	present	2024-09-20 10:00:00+00	\N	231	15	\N	192	63
243	2026-11-26 20:56:45.181649+00	update	200	2	2024-09-06 07:00:00+00	\N	partial	2024-09-20 10:00:00+00	\N	235	15	\N	200	63
244	2026-11-26 20:56:45.181649+00	update	182	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	226	15	\N	182	65
245	2026-11-26 20:56:45.181649+00	update	184	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	227	15	\N	184	65
246	2026-11-26 20:56:45.181649+00	update	194	2	2024-09-10 07:00:00+00	\N	partial	2024-09-24 10:00:00+00	\N	232	15	\N	194	65
247	2026-11-26 20:56:45.181649+00	update	196	2	2024-09-10 07:00:00+00	\N	present	2024-09-24 10:00:00+00	\N	233	15	\N	196	65
248	2026-11-26 20:56:45.181649+00	update	176	2	2024-09-11 07:00:00+00	\N	absent	2024-09-25 10:00:00+00	\N	223	15	\N	176	66
249	2026-11-26 20:56:45.181649+00	update	212	2	2024-09-11 07:00:00+00	\N	present	2024-09-25 10:00:00+00	\N	241	15	\N	212	66
250	2026-11-26 20:56:45.181649+00	update	180	2	2024-09-13 07:00:00+00	\N	present	2024-09-27 10:00:00+00	\N	225	15	\N	180	68
251	2026-11-26 20:56:45.181649+00	update	198	2	2024-09-13 07:00:00+00	\N	absent	2024-09-27 10:00:00+00	\N	234	15	\N	198	68
252	2026-11-26 20:56:45.181649+00	update	202	2	2024-09-13 07:00:00+00	\N	present	2024-09-27 10:00:00+00	\N	236	15	\N	202	68
253	2026-11-26 20:56:45.181649+00	insert	213	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	165	\N	\N	213	97
254	2026-11-26 20:56:45.181649+00	insert	214	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	166	\N	\N	214	97
255	2026-11-26 20:56:45.181649+00	insert	215	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	175	\N	\N	215	97
256	2026-11-26 20:56:45.181649+00	insert	216	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	176	\N	\N	216	97
257	2026-11-26 20:56:45.181649+00	insert	217	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	189	\N	\N	217	97
258	2026-11-26 20:56:45.181649+00	insert	218	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	190	\N	\N	218	97
259	2026-11-26 20:56:45.181649+00	insert	219	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	195	\N	\N	219	97
260	2026-11-26 20:56:45.181649+00	insert	220	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	196	\N	\N	220	97
261	2026-11-26 20:56:45.181649+00	insert	221	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	201	\N	\N	221	97
262	2026-11-26 20:56:45.181649+00	insert	222	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	207	\N	\N	222	97
263	2026-11-26 20:56:45.181649+00	insert	223	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	211	\N	\N	223	97
264	2026-11-26 20:56:45.181649+00	insert	224	1	2026-11-25 20:56:45.818591+00	\N		\N	\N	214	\N	\N	224	97
265	2026-11-26 20:56:45.181649+00	insert	225	1	2024-08-19 07:00:00+00	\N		\N	\N	243	\N	\N	225	49
266	2026-11-26 20:56:45.181649+00	update	225	1	2024-08-19 07:00:00+00	\N	present	2024-09-02 10:00:00+00	\N	243	15	\N	225	49
267	2026-11-26 20:56:45.181649+00	insert	226	2	2024-09-02 07:00:00+00	\N		\N	\N	243	\N	\N	226	59
268	2026-11-26 20:56:45.181649+00	update	226	2	2024-09-02 07:00:00+00	\N	present	2024-09-16 10:00:00+00	\N	243	15	\N	226	59
\.



COPY public.enrollment_remindertiming (id, kind, days_before, term_id) FROM stdin;
1	registration-open	\N	4
2	essays-waiting	\N	4
3	what-is-missing	\N	4
4	still-missing	\N	4
\.



COPY public.enrollment_term (id, code, registration_opens_at, registration_closes_at, deadline_hours, preparation_required) FROM stdin;
3	2024H	\N	\N	48	f
4	2027V	2026-11-25 20:56:45.818591+00	2027-02-16 10:00:00+00	48	f
\.



COPY public.enrollment_user (id, password, last_login, is_superuser, username, email, is_staff, is_active, date_joined, name) FROM stdin;
9	argon2$argon2id$v=19$m=102400,t=2,p=8$TE5GOGNvSTdUb3F2SnpZb0dpSk1YYg$00wKqUYLAC3aIyTysGYGlBoGns+P1yEp/htSxwd5PqQ	\N	f	assistant	assistant@example.org	f	t	2026-11-26 20:56:45.818694+00	Kari Lyngmo
10	argon2$argon2id$v=19$m=102400,t=2,p=8$NUg3b09FZGk4NW51QlI0dzdrb0FMTw$PIzFTdkgM8OnWWjRrshKQm6RWc5e/sEPA+NNgMMs8B4	\N	f	newcomer	newcomer@example.org	f	t	2026-11-26 20:56:46.914243+00	Nils Issund
11	argon2$argon2id$v=19$m=102400,t=2,p=8$akVTM3lVaG9NSWRHcmRrU1RBMnFNeA$OQHtewAkaTQpVw19oXz3ExNTreqgSvd7ktOjGWZOFEs	\N	f	completed	completed@example.org	f	t	2026-11-26 20:56:47.77454+00	Oda Kvistvoll
12	argon2$argon2id$v=19$m=102400,t=2,p=8$cmFsN3FxSXBnWXo2eVBSRDdGeDlqbw$iT+0XWM97RyhlzMkvxc9XIdOZgozK8GF/cHKLp/cBLg	\N	f	exempt	exempt@example.org	f	t	2026-11-26 20:56:48.802638+00	Jonas Bekkeli
13	argon2$argon2id$v=19$m=102400,t=2,p=8$ZHRzajF1bXRxbG9RVkpxVlFVOUpHeQ$AmePE2VZsmJN8GoskSP0tM3/8dFsdSPncI3aHKePD7o	\N	f	coordinator	coordinator@example.org	f	t	2026-11-26 20:56:49.530631+00	Guro Haugdal
14	argon2$argon2id$v=19$m=102400,t=2,p=8$alpnVUJPZ2tUdDRTZGpYRHQzVmh3QQ$auZvvIjTmDfhyXCOv0l1HW5LJRTWNlBcCqki14UpGdY	\N	f	leader	leader@example.org	f	t	2026-11-26 20:56:50.432086+00	Lars Tindholt
15	argon2$argon2id$v=19$m=102400,t=2,p=8$SEZVR05tWFJITko4UkU4aGlPa09Bcw$WQzUf4wp+nvQc/mPDD7h3Z2clCzzyB/5zt9dzRapQjQ	\N	f	uniped	uniped@example.org	t	t	2026-11-26 20:56:51.239473+00	Unni Granlund
16	argon2$argon2id$v=19$m=102400,t=2,p=8$MnlvY3lOMzRldHNuNEM4S1NYSnlGWQ$KyYhEcDzBKgZxy+xtolqvjtB9hqQywwoZXgNupIAnPo	\N	t	admin	admin@example.org	t	t	2026-11-26 20:56:52.270678+00	Adil Myrhaug
\.



COPY public.enrollment_user_groups (id, user_id, group_id) FROM stdin;
2	15	1
\.



COPY public.enrollment_user_user_permissions (id, user_id, permission_id) FROM stdin;
\.



COPY public.enrollment_waitlistentry (id, core_module, priority, created_at, assistant_id, session_id, moved_up_because, moved_up_by_id, passed_over_at, passed_over_because) FROM stdin;
\.



COPY public.enrollment_waitlistentryevent (pgh_id, pgh_created_at, pgh_label, id, core_module, priority, created_at, moved_up_because, passed_over_at, passed_over_because, assistant_id, moved_up_by_id, pgh_context_id, pgh_obj_id, session_id) FROM stdin;
\.



COPY public.mfa_authenticator (id, type, data, user_id, created_at, last_used_at) FROM stdin;
\.



COPY public.modules_choice (id, slot, chosen_at, completed_on, source, assistant_id, brought_in_by_id, module_id) FROM stdin;
1	1	2026-11-21 18:56:56.683914+00	\N		122	\N	1
2	1	2026-11-21 15:56:56.683914+00	\N		123	\N	1
3	1	2026-11-21 09:56:56.683914+00	\N		124	\N	1
4	1	2026-11-20 10:56:56.683914+00	\N		125	\N	1
5	1	2026-11-22 18:56:56.683914+00	\N		126	\N	1
6	1	2026-11-21 11:56:56.683914+00	\N		127	\N	1
7	1	2026-11-21 19:56:56.683914+00	\N		128	\N	1
8	1	2026-11-20 11:56:56.683914+00	\N		129	\N	1
9	1	2026-11-21 08:56:56.683914+00	\N		130	\N	1
10	1	2026-11-22 11:56:56.683914+00	\N		131	\N	1
11	1	2026-11-22 08:56:56.683914+00	\N		132	\N	1
12	1	2026-11-21 20:56:56.683914+00	\N		133	\N	1
13	2	2026-11-21 11:56:56.683914+00	\N		122	\N	2
14	2	2026-11-22 18:56:56.683914+00	\N		123	\N	2
15	2	2026-11-22 19:56:56.683914+00	\N		124	\N	2
16	2	2026-11-20 14:56:56.683914+00	\N		125	\N	2
17	2	2026-11-20 12:56:56.683914+00	\N		126	\N	2
18	2	2026-11-21 11:56:56.683914+00	\N		127	\N	2
19	2	2026-11-21 19:56:56.683914+00	\N		128	\N	2
20	2	2026-11-20 11:56:56.683914+00	\N		129	\N	2
21	2	2026-11-22 12:56:56.683914+00	\N		130	\N	2
22	2	2026-11-22 11:56:56.683914+00	\N		131	\N	2
23	2	2026-11-21 18:56:56.683914+00	\N		132	\N	2
24	2	2026-11-20 08:56:56.683914+00	\N		133	\N	2
25	1	2024-10-21 22:00:00+00	2024-11-19	here	240	\N	1
26	2	2024-10-21 22:00:00+00	2024-11-19	here	240	\N	2
27	1	2024-10-21 22:00:00+00	2024-11-19	here	227	\N	1
28	2	2024-10-21 22:00:00+00	2024-11-19	here	227	\N	2
29	1	2024-10-21 22:00:00+00	2024-11-19	here	239	\N	1
30	2	2024-10-21 22:00:00+00	2024-11-19	here	239	\N	2
31	1	2024-10-21 22:00:00+00	2024-11-19	here	233	\N	1
32	2	2024-10-21 22:00:00+00	2024-11-19	here	233	\N	2
33	1	2024-10-21 22:00:00+00	2024-11-19	here	237	\N	1
34	2	2024-10-21 22:00:00+00	2024-11-19	here	237	\N	2
35	1	2024-10-21 22:00:00+00	2024-11-19	here	226	\N	1
36	2	2024-10-21 22:00:00+00	2024-11-19	here	226	\N	2
37	1	2024-10-21 22:00:00+00	2024-11-19	here	236	\N	1
38	2	2024-10-21 22:00:00+00	2024-11-19	here	236	\N	2
39	1	2024-10-21 22:00:00+00	2024-11-19	here	243	\N	1
40	2	2024-10-21 22:00:00+00	2024-11-19	here	243	\N	2
\.



COPY public.modules_choiceevent (pgh_id, pgh_created_at, pgh_label, id, slot, chosen_at, completed_on, source, assistant_id, brought_in_by_id, pgh_context_id, pgh_obj_id, module_id) FROM stdin;
1	2026-11-26 20:56:45.181649+00	insert	1	1	2026-11-21 18:56:56.683914+00	\N		122	\N	\N	1	1
2	2026-11-26 20:56:45.181649+00	insert	2	1	2026-11-21 15:56:56.683914+00	\N		123	\N	\N	2	1
3	2026-11-26 20:56:45.181649+00	insert	3	1	2026-11-21 09:56:56.683914+00	\N		124	\N	\N	3	1
4	2026-11-26 20:56:45.181649+00	insert	4	1	2026-11-20 10:56:56.683914+00	\N		125	\N	\N	4	1
5	2026-11-26 20:56:45.181649+00	insert	5	1	2026-11-22 18:56:56.683914+00	\N		126	\N	\N	5	1
6	2026-11-26 20:56:45.181649+00	insert	6	1	2026-11-21 11:56:56.683914+00	\N		127	\N	\N	6	1
7	2026-11-26 20:56:45.181649+00	insert	7	1	2026-11-21 19:56:56.683914+00	\N		128	\N	\N	7	1
8	2026-11-26 20:56:45.181649+00	insert	8	1	2026-11-20 11:56:56.683914+00	\N		129	\N	\N	8	1
9	2026-11-26 20:56:45.181649+00	insert	9	1	2026-11-21 08:56:56.683914+00	\N		130	\N	\N	9	1
10	2026-11-26 20:56:45.181649+00	insert	10	1	2026-11-22 11:56:56.683914+00	\N		131	\N	\N	10	1
11	2026-11-26 20:56:45.181649+00	insert	11	1	2026-11-22 08:56:56.683914+00	\N		132	\N	\N	11	1
12	2026-11-26 20:56:45.181649+00	insert	12	1	2026-11-21 20:56:56.683914+00	\N		133	\N	\N	12	1
13	2026-11-26 20:56:45.181649+00	insert	13	2	2026-11-21 11:56:56.683914+00	\N		122	\N	\N	13	2
14	2026-11-26 20:56:45.181649+00	insert	14	2	2026-11-22 18:56:56.683914+00	\N		123	\N	\N	14	2
15	2026-11-26 20:56:45.181649+00	insert	15	2	2026-11-22 19:56:56.683914+00	\N		124	\N	\N	15	2
16	2026-11-26 20:56:45.181649+00	insert	16	2	2026-11-20 14:56:56.683914+00	\N		125	\N	\N	16	2
17	2026-11-26 20:56:45.181649+00	insert	17	2	2026-11-20 12:56:56.683914+00	\N		126	\N	\N	17	2
18	2026-11-26 20:56:45.181649+00	insert	18	2	2026-11-21 11:56:56.683914+00	\N		127	\N	\N	18	2
19	2026-11-26 20:56:45.181649+00	insert	19	2	2026-11-21 19:56:56.683914+00	\N		128	\N	\N	19	2
20	2026-11-26 20:56:45.181649+00	insert	20	2	2026-11-20 11:56:56.683914+00	\N		129	\N	\N	20	2
21	2026-11-26 20:56:45.181649+00	insert	21	2	2026-11-22 12:56:56.683914+00	\N		130	\N	\N	21	2
22	2026-11-26 20:56:45.181649+00	insert	22	2	2026-11-22 11:56:56.683914+00	\N		131	\N	\N	22	2
23	2026-11-26 20:56:45.181649+00	insert	23	2	2026-11-21 18:56:56.683914+00	\N		132	\N	\N	23	2
24	2026-11-26 20:56:45.181649+00	insert	24	2	2026-11-20 08:56:56.683914+00	\N		133	\N	\N	24	2
25	2026-11-26 20:56:45.181649+00	insert	25	1	2024-10-21 22:00:00+00	2024-11-19	here	240	\N	\N	25	1
26	2026-11-26 20:56:45.181649+00	insert	26	2	2024-10-21 22:00:00+00	2024-11-19	here	240	\N	\N	26	2
27	2026-11-26 20:56:45.181649+00	insert	27	1	2024-10-21 22:00:00+00	2024-11-19	here	227	\N	\N	27	1
28	2026-11-26 20:56:45.181649+00	insert	28	2	2024-10-21 22:00:00+00	2024-11-19	here	227	\N	\N	28	2
29	2026-11-26 20:56:45.181649+00	insert	29	1	2024-10-21 22:00:00+00	2024-11-19	here	239	\N	\N	29	1
30	2026-11-26 20:56:45.181649+00	insert	30	2	2024-10-21 22:00:00+00	2024-11-19	here	239	\N	\N	30	2
31	2026-11-26 20:56:45.181649+00	insert	31	1	2024-10-21 22:00:00+00	2024-11-19	here	233	\N	\N	31	1
32	2026-11-26 20:56:45.181649+00	insert	32	2	2024-10-21 22:00:00+00	2024-11-19	here	233	\N	\N	32	2
33	2026-11-26 20:56:45.181649+00	insert	33	1	2024-10-21 22:00:00+00	2024-11-19	here	237	\N	\N	33	1
34	2026-11-26 20:56:45.181649+00	insert	34	2	2024-10-21 22:00:00+00	2024-11-19	here	237	\N	\N	34	2
35	2026-11-26 20:56:45.181649+00	insert	35	1	2024-10-21 22:00:00+00	2024-11-19	here	226	\N	\N	35	1
36	2026-11-26 20:56:45.181649+00	insert	36	2	2024-10-21 22:00:00+00	2024-11-19	here	226	\N	\N	36	2
37	2026-11-26 20:56:45.181649+00	insert	37	1	2024-10-21 22:00:00+00	2024-11-19	here	236	\N	\N	37	1
38	2026-11-26 20:56:45.181649+00	insert	38	2	2024-10-21 22:00:00+00	2024-11-19	here	236	\N	\N	38	2
39	2026-11-26 20:56:45.181649+00	insert	39	1	2024-10-21 22:00:00+00	2024-11-19	here	243	\N	\N	39	1
40	2026-11-26 20:56:45.181649+00	insert	40	2	2024-10-21 22:00:00+00	2024-11-19	here	243	\N	\N	40	2
\.



COPY public.modules_coordinatordigest (id, week, email_id, user_id) FROM stdin;
\.



COPY public.modules_criterion (id, "position", text_en, text_nb, module_id) FROM stdin;
1	1	Describes a concrete feedback situation	Beskriver en konkret tilbakemeldingssituasjon	1
2	2	Considers how the feedback was received and used	Vurderer hvordan tilbakemeldingen ble tatt imot og brukt	1
3	3	Uses ideas from the module	Bruker ideer fra modulen	1
4	4	Draws consequences for own practice	Trekker konsekvenser for egen praksis	1
5	1	Describes the conversation and what the student was stuck on	Beskriver samtalen og hva studenten sto fast på	2
6	2	Examines own questions, hints and waiting	Undersøker egne spørsmål, hint og venting	2
7	3	Asks how one can know whether the student understood	Spør hvordan man kan vite om studenten forsto	2
8	4	Says what to try next time, and why	Sier hva som skal prøves neste gang, og hvorfor	2
9	1	Describes the seminar, its aim and what happened	Beskriver seminaret, målet og det som skjedde	3
10	2	Considers who took part, and why	Vurderer hvem som deltok, og hvorfor	3
11	3	Examines questions and activities with ideas from the module	Undersøker spørsmål og aktiviteter med ideer fra modulen	3
12	4	Plans something new and says how it will be seen	Planlegger noe nytt og sier hvordan det skal vise seg	3
13	1	Describes the situation and what was to be learned	Beskriver situasjonen og hva som skulle læres	4
14	2	Considers safety and learning together	Ser sikkerhet og læring i sammenheng	4
15	3	Examines who did the work and the thinking	Undersøker hvem som gjorde arbeidet og tenkingen	4
16	4	Says concretely what the writer will do next time	Sier konkret hva skribenten vil gjøre neste gang	4
17	1	Describes a concrete situation	Beskriver en konkret situasjon	5
18	2	Uses ideas about writing tutoring	Bruker tanker om skriveveiledning	5
19	3	Reflects on one's own role and its limits	Reflekterer over egen rolle og grensene for den	5
20	4	Draws consequences for the next time	Trekker konsekvenser for neste gang	5
21	1	Describes the conversation and how understanding was mapped	Beskriver samtalen og hvordan forståelsen ble kartlagt	6
22	2	Discusses how much help was given	Drøfter hvor mye hjelp som ble gitt	6
23	3	Reflects on safety and the limits of the role	Reflekterer over trygghet og grensene for rollen	6
24	4	Draws consequences for the next time	Trekker konsekvenser for neste gang	6
25	1	Describes the group and how it worked together	Beskriver gruppa og samarbeidet	7
26	2	Gives reasons for when to step in and when to hold back	Begrunner når man griper inn og når man holder seg tilbake	7
27	3	Reflects on the students' ownership and learning	Reflekterer over studentenes eierskap og læring	7
28	4	Draws consequences for the next meeting	Trekker konsekvenser for neste møte	7
29	1	Connects aim, activity and tool	Knytter sammen mål, aktivitet og verktøy	8
30	2	Discusses participation	Drøfter deltakelsen	8
31	3	Reflects on safety, universal design or privacy	Reflekterer over trygghet, universell utforming eller personvern	8
32	4	Draws consequences for the next time	Trekker konsekvenser for neste gang	8
\.



COPY public.modules_essay (id, language, text, version, saved_at, handed_in_at, set_aside_at, set_aside_because, fingerprint, similarity, author_id, set_aside_by_id, similar_to_id, module_id) FROM stdin;
34	nb	Det var andre uke i semesteret, og jeg hadde rettet tjue inn	1	2026-11-24 11:56:56.683914+00	2026-11-24 11:56:56.683914+00	\N		{532206386321088,945901820008260,1492842275934051,5654294423821956,6457486383184803,8522776528003278,9166680753054192,9294957538329375,11385044265550947,11998778076262635,14317764396841533,16738866544927329,18097739917954746,18638653944098997,20898930440470308,21494874498120348,22010547994967112,22858302700532076,23297600001615360,25071928981155906,26174412052896564,26627522853477852,27075848539398801,30234610608664491,30377825986566579,30918767653671987,34337728167846357,36373991146604820,36946419822808761,38377625099715720,46115594948211267,48845219043332622,49000805297545599,49303136799041205,56871002102613984,58147260726778929,59188003514489436,61451069827125984,61819789658760171,62315213033692104,63638058762346755,68679694038327723,70887215541225498}	79	127	\N	32	2
20	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-23 10:56:56.683914+00	2026-11-23 10:56:56.683914+00	\N		{3453628300451325,4687569161256807,6579667671841932,8045656053633870,10718032893162003,11385044265550947,11958354669530028,15097901848388334,18292941560740050,18568599801592401,19008316793854839,20419648397007048,20898930440470308,21307729088137467,21494874498120348,22783575154775202,25071928981155906,26627522853477852,27760658254405182,28035206034942684,28404843177271065,28700091945243468,30234610608664491,31241032108953717,32775914598486192,34337728167846357,37033748780000808,38761299552388422,39988345267387974,49446072010783638,52759803607985859,56294134139522619,60050176389632691,60192099192900069,62066921356398066,65983065311955966,67027852537562421,69113374030315599,69253281555266481,69626702963026962}	30	125	\N	18	1
19	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 09:56:56.683914+00	2026-11-24 09:56:56.683914+00	\N		{945901820008260,999575374252188,5478174039473301,5654294423821956,6457486383184803,8522776528003278,9294957538329375,10870025204381409,11385044265550947,11998778076262635,12137737483744875,12699040963635390,14317764396841533,16738866544927329,17975941164384132,18097739917954746,18638653944098997,20898930440470308,21494874498120348,25071928981155906,25344406498763121,26627522853477852,27075848539398801,27987698467828128,30234610608664491,30377825986566579,30918767653671987,31224400329699591,34337728167846357,35761082227847541,38377625099715720,44855588511185022,46115594948211267,48845219043332622,49000805297545599,49303136799041205,49698443750904411,49934658082067676,55339575662741157,58147260726778929,59188003514489436,59715814516625553,61451069827125984,61819789658760171,70887215541225498,71323937035092180}	33	124	\N	18	1
26	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-25 11:56:56.683914+00	2026-11-25 11:56:56.683914+00	\N		{999575374252188,1713887532543174,2597746275710850,3462392449208667,4034966391398103,4922925999687933,5478174039473301,10870025204381409,11406591339303813,12137737483744875,12699040963635390,13067628793619544,16103426994045468,16828656295973529,17975941164384132,18091514283229743,18304535707999263,24235983246316848,27490746845929449,27987698467828128,28858631818770612,31224400329699591,35761082227847541,36238193168196927,36385846853040324,36594515773794477,37664706662916042,37953468846020556,40655432095893342,43462046557263177,44152144091849562,45945049720684392,45957752147874492,46738282568558100,49584254838458595,49698443750904411,49934658082067676,51380282948951265,55339575662741157,59633656830774153,59715814516625553,59909791421325369,60506249007200676,60617708684727903,64292852978126862,66556827294069528,66742466099590389,71323937035092180}	81	131	\N	25	1
30	nb	Det var andre uke i semesteret, og jeg hadde rettet tjue inn	1	2026-11-25 18:56:56.683914+00	2026-11-25 18:56:56.683914+00	\N		{532206386321088,945901820008260,1085036493965403,1492842275934051,8045656053633870,9166680753054192,16168196815522347,16738866544927329,18568599801592401,19008316793854839,22010547994967112,22858302700532076,23297600001615360,25054515000569463,26174412052896564,28404843177271065,30918767653671987,36373991146604820,36946419822808761,41975768390622105,46115594948211267,51681696918816789,53824495845937929,55882302360136239,56294134139522619,62315213033692104,63638058762346755,67957799956737045,68679694038327723}	14	123	\N	29	2
1	nb	Jeg er læringsassistent i et innføringsemne i programmering,	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{657990593565666,1764350153749440,2106599902706040,2133367852955121,2210966823128538,3383984421610080,3471732654618330,5889475116838062,6925314873448437,7482435600417648,8149204950811728,8956932593541714,9259974178608966,10080822404582289,10359294102809145,10363590989212743,10479405040978329,10613277407696745,11104458194591598,13134046267270026,13433083955293575,13556669138297997,13652374421438961,14221733667532287,14457289240657521,14660518581397998,15377536653359775,17759624621080074,18188147150661366,18205742492573070,18440650368334080,19233516163806813,19378569784689447,19400681940177408,20127888663019656,20887610197547226,22058291506082319,22139458319451900,22513139073261687,23862277546401237,25234609775068347,25624513724802702,26112831190862976,26141996175315462,26231055509900058,26399402432179689,26584599781395561,28328207299631844,29120763372209331,30059457183103023,30780343600750290,30851444682406146,31121375391221178,32369136332931069,32567527320731199,32655876496441116,32920532784005730,33415579187678001,34071260610356397,34212299140257156,35491199297387406,35724049362386928,37680424623471825,38216476195327074,39136557686822682,39522479138402874,39588816197231286,40500795521430993,40986244899558573,41374548897218724,41682912033584340,42387352271009622,42527591802697674,43296793922823114,43655330745736107,43702101221026125,44123690283635952,44285357513921007,44428463014456008,47040238345874256,47786760533401233,48005338265891310,48162351275440848,48326268134498715,49149564406027791,49806248011217973,50971394168587485,51041797834367190,51072023566855236,52015517810098146,52209829734754869,53195156117043621,54045276108226026,54186694036464351,54516391100898666,55912895630535840,56345275853615769,56612479040162748,56642335768865118,57453175154540427,57515053273177062,57807403193262597,59258527944708930,59720913974150259,60283708796478222,60443002712785662,60755207330494911,60906472503767493,61091322111184029,62044230668354718,63767329652242710,64679526731355720,64916016632443233,65151257170665828,66272427188907696,66888776945085516,66893614855185171,66961997633192574,68483286219267741,68683590723183876,69164430470899557,69335770514741934,69607341991004667,70476627511987905,70631600772993813,71086117554686490,71601808045672143}	0	\N	\N	\N	1
2	en	In my second year I took a course where we wrote a long repo	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{44575261392846,224541976193256,465295630275342,526615372447023,567948703349826,954336436155648,2736807107941302,2852991057047637,2969952122351868,3162993518505003,3190325895170838,3231888714538824,3903858713475468,4044384625333845,6292396749197508,6544285141334568,7911811394686971,8019924666497322,9975890908168506,10418724656012739,10429711904764581,10546302520391799,10638061661461329,10698443383044600,10732082881805826,10900915073339409,12185876750939418,13041830585974143,13616127186953493,13770064726607355,14250107404268349,14261887573695591,14436171100756281,16133673115045608,16520775181590345,17698728850854384,17873454840223050,18854944899165291,19743885583949220,19808582688246309,20635634407380903,20760740779375539,20844502799344008,21183138783230886,21571760232757179,22081025780459253,23101197834520017,23917913504046291,24295830621932772,25146422172351039,25194647708332383,26957749206694767,26963226495331899,27210640076231514,27213296406559554,27734846655529950,29569623993345486,29727599345365989,29753380086210840,30380632031860644,30383506528925133,31296559925867265,32294010885878904,32369056588187139,32974706318220660,33219244894901109,33257665476745677,33543295364961171,34440603881068830,34886815071194631,35615766368207418,36163867363714947,36598790390907489,36741032722116705,37134959906375970,37339341326450829,37594118965359441,38144632975432206,38823256711961730,39319131969445776,39333756399268248,39644667721561527,40216620294942462,40420150560279567,40472879707131861,40762590106945071,40766127799955334,40930279950900441,41642761494710526,42975887580448122,42996694309014549,43356035348588568,43385524588451520,44574011198032740,45937108439070852,46115565616774911,46147069054752417,46304708363362938,46307840140260090,46767757770082800,46821253786855101,48338927315503809,48484535295856776,49074669988137642,49352700413994501,49836159774231201,50524539546615588,52248392237809620,52411129891005198,52680886941237351,53149476178466136,53339518297485855,53484928278301206,54016092193349445,54190121844582846,54251897087574246,54341934810778881,54442517991289596,55234097479286382,55463241183811263,55678545916770822,55981655970099810,56145390491281698,56278068086651016,56386915852118019,56563695224124087,57045692499969450,57710131607536272,58234052945994585,59085901823470974,59823206971827321,60025957554153855,61460788997936946,62887818375284697,63671088374921631,63716964715666047,63852189098687766,64304544230233590,65562090702855051,66014409574780620,66378825349583925,67015732268864250,67041849085487409,67080786877090728,67177649781697440,67509324983149725,68628156813821853,69579898887647460,70443011991357438,70451608947829374}	0	\N	\N	\N	1
3	nb	Samtalen jeg har valgt, fant sted på øvingssalen i et matema	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{821696730582366,1566122374622142,2168745777684366,2417127276659391,2628189658959159,3140442820989618,4065228005894565,4341916388129883,5364175265037741,5680019631980997,6191135611777074,6642587035493763,7180239270978225,7768050453941310,8438602507910361,8813520937327431,9459208973233893,9844300957981869,9984701207119167,10263588379560117,10298975507850309,10708435491431841,11078418131087769,11686746466522770,11905010655359475,12366327213144012,12793270504688343,13262099693250453,13748333141432700,14639587488312078,14907714850342917,15081933053275506,15445528213592004,15682843670995335,16197692087563575,16975930421163321,18531695417831460,18541986977853480,18656999734021878,19034998192849650,19267684296541692,19347047900549406,19358806722835584,19444006195208202,19882917819989991,21156868812814098,21327400106898687,22498608855032586,23182715166137148,23268980439806817,24556824797484252,26716983354553680,27326301157431969,27705199095267330,27798590020764120,28889271244128201,30434124263817744,31033695220037160,31668740777163192,32315756185050453,32340885735727860,32421091296255921,32936445894491043,33881495185470705,34020531151879659,36328276933449063,37427927590989474,37934255150979129,38161859019838410,38290770278542587,39890977489313856,40182888198693951,40273905684104850,40296285924366279,41695359687002745,41933521975011138,42792515512434102,42950399116466109,43169406833680185,43253414410804518,44038449435985134,45088199148626349,45288272356537143,45862682779781763,46246497758358996,46254460812493797,46472426048604039,46717964987901987,46820626741678344,48488331311407725,49532363743960320,49559740309190832,50014145872708578,50667469398531075,50927634780624012,51051117261835464,51835569129575196,52451244254100105,53197983738600240,54481281317110086,54747669052795860,55720479548899869,56324676490347975,56424773279453280,56556867773544864,56637819855844902,56705073560639901,57827929331153955,58114201449558972,59140815714330783,59185750704168738,59229683610506811,59385515447871099,59572008836571639,60058088364598353,60624476817502314,61237194762022392,64203399789331602,64618781604531609,65413961217682839,65910076937533950,66234920844698073,66476663389745931,67266366011537337,68713420130763753,69146274487818228,69608595845935497,69647925180998013,69652508370794940,69671915860631868,69829122455688108,69874212909753834,70043679948595230,70172862567116958,70245803447844849,71464154523273324,71935128268959030,71962679298718392}	0	\N	\N	\N	2
35	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 19:56:56.683914+00	2026-11-24 19:56:56.683914+00	\N		{945901820008260,999575374252188,2857732080148452,5184514296266961,5478174039473301,10354488340412175,10870025204381409,11385044265550947,12023009959773381,12137737483744875,12699040963635390,14167438550089527,14317764396841533,16738866544927329,17950172448778527,17975941164384132,19318091593980837,20898930440470308,21494874498120348,25071928981155906,26627522853477852,27987698467828128,28027832261190024,30234610608664491,30918767653671987,31224400329699591,31307679535475364,34024724238833154,34337728167846357,35761082227847541,37978265641100286,40965304760632812,46115594948211267,48032449888862358,49303136799041205,49698443750904411,49934658082067676,55339575662741157,55584545990289345,59715814516625553,62849085688686684,66955799856462126,66985824716877375,68541893802498906,71323937035092180}	40	128	\N	29	2
4	en	I am a learning assistant in an introductory programming cou	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{1307220626977662,3541288939181928,4409502937443933,4419960552675327,4600251186028161,5679707136841173,6034695946321578,6314857818892509,6789009180765138,7008355688026515,7404191288127432,8205278738613072,10200909959136084,10512980933529075,10986260296852041,11516309297352060,11608876236645576,11962794221691861,12382148808492735,12387177789884745,13122326903368083,13164444217878054,13177846898009802,13414036118643384,13678907882082819,14360257856120667,15447779844700002,15778403441338521,15790068774836430,15795952517640447,16149051170482425,16924159641298215,17021644041268914,17641339233286119,18737413548129807,18977195898213120,19706356244145540,21216332499404046,21369888451593735,21616599201194100,22951493674518036,23088167091939840,23123053427573940,23297159027669070,24152844857923197,24301031505085722,24610904770944162,24704169522639672,24996876410749203,25043648808711912,25359554244982095,25428913532525361,25842701255723139,26506280768330517,26575599672234552,26608798949884515,26919095131866132,26949767372746950,28250193927695217,28624458820539117,28643653476333195,29688104307993690,29849872913070705,30252678608786238,30655137865625619,30887142503517267,31162073335759737,32725270494063888,32815090866401886,33219244894901109,33957234250693629,34018112415659058,34379128885103979,34619701601838096,35012802832440426,35540941880580825,35679882681643275,37235151380367711,37650946819785213,39073041768809352,39273888795051555,39500153515289397,39619279572476016,39880932373137711,40191030256308312,40448402975007495,40632620002255299,40767265123814964,41665745535568251,41835333737712255,42884871845014818,44082777063923022,44164216295355915,44165804766602460,44322236550430041,44930480691839955,46695415638619098,46714011775936740,47011712254554333,47576765061970035,48179570357063913,48678317275549008,49138379306069979,49142698353658158,49156636620310773,50307971421912546,51370334815282674,51557876220701931,51561547462664271,52827521529357090,53379923866466382,54508759713533337,54673353477016497,55256041167514164,55532977589334621,55591563328271685,55678545916770822,56857224828503667,57387110472754833,57554569366910511,57867894672912009,57918467233245405,58020060148182867,58102421149888044,58696663460172498,58863614250513777,60148893089803299,60328555886827554,61279613806710867,61598075518035876,62533825100179872,63734167793081274,64636869190102368,64753112686630479,65062676106075012,65456657776997487,65914659484367619,66303912352704411,66861942066077394,67539300259286121,67763651387008173,68511490424450298,68519571631378551,68765914088558019,71150363940104106,71560803070122735}	0	\N	\N	\N	2
5	nb	Jeg leder et seminar i et samfunnsvitenskapelig emne på førs	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{260481811327287,368315139341271,630620941773921,944307240389895,2041032155318910,3743791710758610,4345245741690534,5222792972656986,5631576222200100,6147856680809814,6447312887364789,8509313478681084,10161346685015214,10912881195203934,11584727218745787,11598455734182069,11899129764795180,14733389335219644,15262425767325753,16681515365472936,16805711127807435,18302688675752061,19900288695383385,20338377666876144,20568513285291888,20734832067698385,22205259379388814,22864215703055391,23347808539309602,26392511924666424,26399402432179689,26507820549442179,26815662831356622,27016224540200007,27744560306688984,28878059293439172,29227108821869022,30045215585089329,30295860929475738,31814494008058335,32236761223705005,32719944260421198,33085539343357203,33624589278603015,35093962751499807,35223314230364868,35347890383407929,35970045961255293,36732665874124983,37045753485876189,37709921076274509,37917006347854260,37926398453456547,38392408236978195,38687204282315937,38799256813532331,40104665451542757,40338216717952602,41067600689139819,41554048350579318,41624398945891863,42521395008614949,42585085953906003,42837764057488194,43086361383667083,43689696553634142,44209303461561750,44531615239020363,45191516899629567,45881829297190929,45982372065893352,46040230429037340,47425416285420531,47710219730691642,48008280941876859,48227985605859486,48457136424425547,48624020676501957,49365164469359319,49837525096528653,51237280874792553,51602570809608855,51648781458481887,52014089012710023,53219882069417295,53686214072424456,54011238275940447,54028395889509396,54765718725302547,54878559070631292,55301631058090257,55478975731722297,56098499697690075,56318499669012759,58413591066405219,58463504258746431,59056827528816621,59250379441048686,59482475382345819,59621779134518007,59734899157544664,61410735674919426,62203291927658856,62516761463865612,62520529422100263,64124704391087250,64341241445826156,66163965369078846,67138529627347935,67296991358004663,68086618416820533,68174641276499226,68441524834101852,69537451570209594,70486924207506033,70731859155999096,70847966850051870}	0	\N	\N	\N	3
6	en	I want to write about a seminar that I led together with ano	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{787738310601630,871153525988895,1378335045453843,3365939081781609,3568897318963824,3713416432302897,3885272039844129,5871793190538450,6273858069371397,6494557690775283,7369178921373798,7985432209137780,8209450024233111,9368769768733023,9640746619455813,9661657680480138,9805171447740747,10685246661200247,11014580327268021,11966987485768794,12970506260379966,13216483980221028,13519637200704588,13615498833028992,13693209521826525,14647189007832714,15716953344579480,17181536396104386,17249990595365568,17526807439463085,17733767779566429,17865475043986821,18779176793858013,19322719282864047,19883399781043368,21198278942470155,21861791910618471,22026191714974677,22457590568019888,22626988048824597,22961448017047503,23384349019180116,23579866858357995,23771711677427433,24048269972364741,24242259267099798,24466226269132704,24726980714964864,24891819377170878,24941487909012549,24993410092496211,25579411870931883,27144416881081479,27315613156827300,27576475886270586,27599451167341824,27636458988849465,27993461343867105,28009464213923292,28769570272633242,29000578000298916,30185559233691096,30315108207229419,31263353159899545,32179557655906404,33377365076550447,33397051823856117,33560558097896337,33894243908166141,35041829588365824,35845580612122812,35909050660753281,36977882359808769,37442222202479790,37527318839217510,38297700232964514,38831642002119075,38981388631216416,40597946980418313,41089067194322448,41599189965700326,42923493000412743,43617078005303742,43765515051538020,43823129568546084,44638486641780963,45069503058450831,45163150163389977,45173446675007535,45379404597312312,45687569982879096,46205993366154660,46594207415009127,47240553145729941,47559279090740304,47686627852777761,47852304645551001,47894383234635537,48282183463656453,48657117028972992,48805473678881739,49718494961739870,50058022332227154,50218260379643379,51206150650226319,52956021641408577,53395121226946032,54402120639020793,55098175367320008,55451709671498319,56149839793527978,56387078307796761,57323654930344701,57709020624823371,57926677607022366,59682672490305132,60612937431558417,61385042836968474,61643027423393301,62131765462238106,63241858373556591,63876936242261370,64693473333027294,64913348960712240,65193299820119796,66001179127945032,66164142801596148,66274581627616587,66650777419111998,67197661547451360,67242816815254659,67619038516211163,67703675577402108,67712821134352941,68982410411563245,69617783728891788,70453989864361917,70629928550954103,70789151578379148,71359978772195259,71986113286488129}	0	\N	\N	\N	3
7	nb	Jeg er læringsassistent på laboratoriet i et innføringsemne 	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{828774240498912,1524732174457269,1613209720974318,1712485874854671,2073438213092073,2153780388179838,2337595139037738,2598214860275400,3491211741542793,3816532145331282,3986493989089383,4599309649060920,5646537891169923,6145633863599289,6343278811419198,7215282968304192,7610395359758568,8108355144538311,8540370417839394,9095380822784619,9142546193703591,9416160201823116,9579568485535674,9642398528471874,10349949840006960,10526492905153503,12963143220660882,13561411229813850,15481773356775738,15727313980648146,17004751034786673,17064853288174023,17303683253392587,17534291986540413,21655349489739951,22316836502117667,23144899597242732,24295175717611164,24425231483468688,24967594974376701,25426133043117000,27350721237258999,27529790218756920,27600285101968572,28639108995648576,28885529842989123,29455131931010382,29563603210995954,30071757433582824,30231208064738553,30927300774657534,31444286735903958,31489672788790815,31583741569782138,31967047741301616,32412864023826117,32816742267403737,33167052029682561,33255627091376691,34236784966489977,36851031369537450,37317781702784589,37434842302188831,37524059343877509,37843080919937823,37946769843111198,38062599960582441,38235005838816222,38399245655661045,38527319072974101,38843176392528948,39326900466085956,41272514436888339,41383506988033962,41508044007978333,43168743975270222,43768937057835270,43809883547101365,44055178243693575,44287572794426454,46868927907447903,47470186022604135,48001042240800501,48336650701138074,49727905156490856,49807368761577453,50109478909316412,50298649891822170,50804724395097222,51743430221998263,52023413781204495,52034078116870494,53199040505358093,54862418614257321,55520807728452207,55738472638300515,56018500852529346,56411651581730703,57240072090647997,58336713983298309,58494795523148121,59047802681905050,60757077031365186,60969285356215839,60978324997672563,62448901638296886,62822343523959879,63395287638471585,63532205769655314,64505443482962895,65011295345659479,65316831733040811,66721970453067042,68134213762561524,68377339431652134,70373003823371763,70610502472278015,70694176477249785,71874307603217100}	0	\N	\N	\N	4
8	en	The situation I have chosen is from an electronics lab for f	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{978458863450032,1152990107591679,1208526115701816,1435276694414907,1509483747399174,1520761187497809,2391104596185453,2412525740220105,3078006999760881,3137517095589723,3438301853778627,3543542547221616,3966932082725928,4381230951948603,4428559934500446,5863660404051546,6200857504313538,6973803581217840,7543289042273643,8360338290882669,10706863673946753,10719959997683040,10945421480604639,12284803450771989,12735077179779927,12896556693440856,13945091904020958,14781126822824241,15263038494898362,15549109977362553,16020022730219616,16034033101469262,16307288842131549,16874919922049943,17374827228540894,18350893693023510,19022951900141631,19380775706628492,19830669181173057,23152199829918495,23437999356138651,23765062656773820,23930691305176881,23989008093645036,24616356251129169,25278186454086438,26227583446791141,26305769119107159,26617025500458027,26851691579123520,26908413393778575,26946655098020757,27462044439611334,27695521711495752,27715325023567365,28437781283309334,29976136984107060,31450491514299435,31512068457457920,31805216612053872,32144400992153667,32452345319540766,32653519012702512,33302442630201471,34041842748407055,34193168372533497,34801734067028565,35729828544305478,35731649878050894,35976292029844149,36138164440579095,36582783088402323,37974826543747791,39259550274828882,39504375750573345,41532553623556197,42690153993187638,42843366307275126,44619584704396617,44692721016223779,45562079514185754,46378432717497831,48599222197706727,48703209510842832,49010059041200013,49479310191900855,49699769786411931,49874968793402394,51134159238414327,51229474843350906,51282075947074191,51345753935203728,51956893543901772,53078343901433124,53502093488390031,53641336073149905,53931455382725328,54395661611312295,54653875093528110,55325188241961801,56163862759940520,56309193460735734,56726020217496843,57251250376736115,57394037234947281,57523164316948287,57550878751414593,57588499412339817,57707822920981050,57871574537545692,60293428214968554,62030866912845657,62654023382188314,62907700813520391,62959300071140517,63350302652377398,63700645701285027,63827098377284757,64442765551546206,64949047372221396,65145948731343255,65941201748599380,66551231231669205,67264391813480301,67273304344974294,68760849482265702,68957577069483516,69012142771054143,70943859578167782}	0	\N	\N	\N	4
9	nb	Jeg er læringsassistent i et emne der studentene skriver tre	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{1420691060916840,1895623221155982,2680742583325944,2927722454862798,3720306854354148,4845197021377197,5212296507735813,5596709765314947,5661166046267526,5775908436768708,5901731464827114,7180239270978225,8709923821291701,9123207210918591,12832977468837015,13114562296846665,16471725079548234,16483616720733558,16845787453394451,18783330931378005,18927718648869303,19117435445625852,19320731007853224,19735618848167118,20774789010884010,20809997443837857,20836793142264000,21033740647012827,21403075078407045,21660358181770224,21669424113464409,22454491993196382,23090827379177433,23485786013516688,23575121607107460,23866561725584928,24247859843599332,24845736815994537,24870893079594819,24879084132568206,24970296920952093,25720977208822356,25752275115578109,26399402432179689,26919908011405653,27063404147456310,27298207659167517,27360355930897011,29100609390712479,29688422743782441,29714851013646651,29736565509834213,30121866144164343,30638613291453408,31154224552007649,31470160124187711,32421091296255921,33237903275677758,33433553682948009,33466365568443360,33525995996606301,34100705201187150,34359456802507545,35498614345458780,36210988571306091,36759354195292836,38179740358380612,39564198352421856,39948749606318613,40306468219602387,42386168145938193,43467882213903225,43904411809631172,45574075680038148,46043926262288544,46126962674775192,46223681604254892,46856668289014404,49386037114510500,49930356095923203,50387645183045799,50579491692890493,50639975076295890,50892419286250590,51651439432544952,52820699183043303,52843647288826812,54887191237247988,55535535802398804,55688566078719465,55813572959983281,56025150769150887,56068946468961903,56141112836042136,56545157397079779,56622424790911479,56665460645752257,57761266109152773,58186836013584153,58529278187597760,59073211931688465,59751591290333898,60341750944697802,60667326779178597,60798882459492462,60899366589299688,61045538484853941,61069261927970682,61307830372316001,63236187509105934,64137388572386292,64368517652915577,65260406487074055,65291378947075917,66002032741620741,66355619236040532,66411416138577528,67759860652454865,68027346117412911,68799360420212622,69131938309865730,69189062375351370,69912316960909083,70126276560536658,71171680289783928,71455990583351217,71535432766542186,71911991433836025}	0	\N	\N	\N	5
36	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-23 11:56:56.683914+00	2026-11-23 11:56:56.683914+00	\N		{999575374252188,2857732080148452,3453628300451325,5184514296266961,5478174039473301,6579667671841932,10354488340412175,10718032893162003,10870025204381409,11385044265550947,12137737483744875,12699040963635390,13516295362813224,14167438550089527,17950172448778527,17975941164384132,19318091593980837,20898930440470308,21494874498120348,22783575154775202,25071928981155906,26627522853477852,27987698467828128,28027832261190024,28700091945243468,30234610608664491,31224400329699591,31307679535475364,34024724238833154,34337728167846357,35761082227847541,37978265641100286,38761299552388422,39988345267387974,40965304760632812,48032449888862358,49446072010783638,49698443750904411,49934658082067676,55339575662741157,55584545990289345,59715814516625553,60050176389632691,62849085688686684,65983065311955966,66955799856462126,66985824716877375,68541893802498906,69113374030315599,71323937035092180}	84	129	\N	35	2
10	en	I work as a learning assistant in a course where second-year	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{86857646703672,294245037466509,2544510949224222,3746570408666838,4480255188888879,6175144443748491,6231336985710288,8217855558423657,8387511528319110,9578563842923637,9773788670297451,11046776799921837,11952784112342580,12125845475398539,12281535419910075,12914829253647489,12992967704854143,13058410663206561,14433415358835249,14763802759120014,14911185004810155,15192289514320536,15677075673802266,16768355718520875,18244306562110836,18806403995553111,19186912578813075,19264126900588776,19374338557638636,19923744601316997,20215730428941060,20625176290597695,21381883282837230,21754122178064049,21758224591043706,21767658255205392,21877557438895035,22156736915196051,22432490135474580,23016223408274514,25561165976253084,26896209405607596,27437352887837901,27793625498271357,28269831525546330,28595156107645842,28978416591336573,30876274602500025,31374638203537680,32465197011428754,32889792897044637,33424188984983832,33607554154630983,35466291985097673,36438272150669205,37143264251977683,37577229956753094,38753359993589583,39390237823133151,39751695022524543,39766968003201510,40086884795377095,40199991400857696,40472879707131861,40959517562319195,41775827967141921,43070242695115398,43086942678257094,43565139819432903,43641449674903131,44010487106659650,44342762565658809,44676416522555805,44766758942010516,44768730068445558,45283515466387476,46077918849336801,46148282191893090,46312939421847981,46917494846210367,49327014676190382,49582686668109642,49587859295779596,49632167753557965,50662546399841772,50724397691228853,51423243561553638,51433142234980410,53888934094697976,54560909389907364,54749573366222475,55469795642482755,55870933570524804,57710131607536272,57722995966261887,58048652116973313,58963706200249515,59273601025528491,61195862571817263,61757670869329818,61760339751245973,62834016424387323,62846881463802282,63577482438626649,63707003784691584,64733005105859907,65811354782213601,66947168580696906,67042450497517863,67107062035629510,67463485845556191,68014481556595809,68312286238324701,68636747025509640,69237388419487935,69457532886611214,69686766695156562,69716977319766834,70248100732226982,70455137840091339,71258414318803899,71321633381312010,71629273876529139,71962005505381956}	0	\N	\N	\N	5
11	nb	Jeg er læringsassistent i et innføringsemne i programmering 	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{113294152597602,571586687449098,2506511591430504,2927722454862798,3549692863629249,4307422949401128,4583601715838733,4622824551398409,4655738130375753,5124514014598806,5894311368008481,7880700236871054,8381386310797110,8429116723687707,8999945319359694,10526519533467384,10578590949505116,11002517877282573,11082999540982215,11314527825634086,12862671097364565,12998125964793144,13412700806355924,13504642728963240,13665383041530927,14028443968958220,14380944558299505,15663678156228531,15909699126518169,16073224905287634,17492524989792159,17511668320998048,18041091157912623,18205742492573070,19009851309786552,19147721115197274,19487976135566844,20483160941562057,21070805136599184,22849876754837586,23502086516008911,24406841219850075,25031180079720225,25588965467890776,25624513724802702,25679549363426244,26830421290665798,27261821265942597,27465279071365659,28774477101424308,29233299369475611,29511114516627837,30291764306055210,30641488791967575,34883149495843773,36109366798170906,36376189691678331,36690093689411415,36706773346795371,36825134427486459,37230925078726545,37537413119759760,37660015006989051,38018646688310163,38038282262255427,38418926013996276,38555476597969737,38762014475888571,39286160342637186,39405911254090392,40175048189861757,40993369456951263,41230306532145021,41621621898053247,41951631073534356,42083829015823455,42104549263869090,42666251339408127,42777284862493833,43557163122884175,43585233123495627,43628280198217485,44581266640844988,44752403756772786,46932134589828084,47168651002224831,47924968870179408,48366467144203401,49075015083528609,49386037114510500,49911133909572969,49998702398474532,50054862914189013,50057989684993440,50351220045355242,52521466513735521,53531104869054288,54654334636978050,55668769654057089,56181706277580087,56814871718890377,59010863586156429,59022577834360209,61033704711846558,61501343262127332,62577307717152333,63179439034841580,63468692206470276,63588756656396532,63835294286108598,64248671999672250,64925886462806217,65186753655019572,65654936413770066,67210070256286584,68396393107369500,68667445583701800,68713085719904541,69654182819546355,69865925854183659,69963579682641111,69982226957801319,71297368309817412,71374858528332306,71415049543271592,71790829402584519,71870092686511497}	0	\N	\N	\N	6
12	en	I am a learning assistant in a statistics course for student	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{577871878887657,601475245778976,1268933594262453,1917212013107937,3088148786689497,3263633191305036,3279926265277353,3290918747941647,3523749407909934,3527457325437282,3600071513850504,4164880563114009,4566527700395880,4909429544042862,4987243091164671,5074379571195876,5937913507351401,6037822511575683,6376143428061528,6809534765144004,7860415631977776,8329614686731272,8747091716458122,9039072843678327,11074309554097221,11376876743242134,12707712052293444,12895174182385425,15222458422800462,15315475862188374,15350940950613621,15946382023982514,17125397581294824,17463019527639984,19235459200321659,19304404704381630,19499637908755860,19562048124089388,20759482681555191,20998836358855746,21846078318653256,22739097904485711,23381425739667933,24114441551232675,24754597276697940,25596086025838851,26867817455324592,26963226495331899,27755526658282935,27894876175966041,28547231978731518,28982408251383354,29522446179960114,29671580497154889,30303922776124566,30531001888240152,30737480439808770,30814462392762468,31603018811395251,32027482503110529,33219244894901109,33367706362769829,34882222350034803,35212824643968345,35285754382172877,35503370071693833,36759461507524347,38011657316936961,38361158671302603,38677365212859624,39099621500529363,40507484626876524,40912541890740135,40944804937246818,41246437169102574,41357476283572287,41658555480600720,42637564711908714,43633664125102113,44728715348739198,44872722820608519,44932575146193408,45421888166248833,46107676668678648,46318330762242078,46828635729862491,46931878033495305,47020631821862061,47409267841324080,47492978270713536,48878697869159364,49194838189617045,50089539708147069,50616694700157567,50944842960335994,50945977587435888,51721360267281825,52016297607963366,53483029105852839,53528553941618700,53852956978769232,54287496170090451,54798800897495157,55426375656150210,55666650958321683,55678545916770822,56228473880683425,56300578365221670,56374217335733028,56796240457664625,57601351642227228,58287706734886344,60106914815664861,61327879683013431,62369164593727686,62950718934045909,63365940319345341,63923302907333622,64139145540159567,65161952418364611,66351805911094593,66355292024313432,68488650081902001,69598887131511897,70066020389190909,70329129244206069}	0	\N	\N	\N	6
13	nb	Jeg er læringsassistent i et prosjektemne der grupper på fem	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{104084671249998,259424235440271,1652694776810985,2414002915572762,2586629711008986,2784907633225647,3356996410924110,3679428361539075,6030768581963061,6745345797416850,7619495120115807,8045216058390876,8614537256848770,8719905911164302,9383566905642441,9788372886590646,10612455065042505,11286616412710155,13071672890959935,13914156599824551,15001261403541105,18304266317891373,18838954287205971,18864765806408229,19779080738683416,22214886758889231,22922183448941598,23245646343674100,23352277024183041,23366171915028888,23651931799876257,25504967290684890,27130006870231299,27616952077215315,27962515785470991,28180459223867235,29125580093398344,29563538338180791,31140135233373366,31469731045281564,31972444440735714,32208576624398802,32511041815850376,32988026412873075,33077769754028352,33867706236787386,35581915223218020,35765550787049268,36806800812224640,37317295229704377,37748236998131685,39496727335802481,39578407059745509,40051926426912879,40719672480321423,41789489607968274,41926508106049104,42036761667234252,42139726396760673,43366755886193973,45536358405192765,45755242987180146,45852880906260927,46272237023573481,46321025613407874,46505028288845949,47048811299763384,49064830469222712,49133350421270622,49526416755607281,49970993686455261,50589881925715089,51612452670973920,51648571246369623,52740732349475862,53664457919247246,54969967185648525,55292195656503216,56062904185202868,56978917760926551,57550870901851881,57784654869182457,58101499543497975,58319996909824647,59094988849952967,59966476423645284,60849806135356827,60942908301436596,61807952212777272,62285369099362494,64561249524396525,64875861848325213,65001121260168765,65618559586178484,65949611195565162,65965340952240480,66285515906718474,66657463441295259,66931717198459875,67925743790286300,68242912724374026,68416948504624221,68486313438609330,69085449018339090,69362070950072316,69637624080652194,69742844939740650,70198982406180888,70300913493957339,70942412183402139,71560915459478253}	0	\N	\N	\N	7
14	en	I am a learning assistant in a health course where the stude	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{91286372985993,369635643675471,389883832600293,610576504848753,1242257945528181,2212273885658229,2377902446674833,2610547778412444,3030298246112085,4506487062080703,5439681725926230,6196727711687976,6738395034513138,7253040643985502,7736517283368330,7767690125205591,8340066403660047,9174942805091178,9192485235695484,9195615157653006,9423451281549666,9742901242906638,10063531592350593,10330579607133087,10731015265924662,12594236847424116,12625551159565188,12834673770555342,13268522616759753,15757763780691642,16635698570109060,16897140269295141,17898903295482045,19398465741125544,19933500692824257,21269378299766490,21601291642269108,21653299592897598,21763702548026943,22180834016900793,22250259920037762,22433384978475378,22435237624982478,22882710175972929,22928544384151512,24502171414770735,26544066029533329,27410246368425348,27414691331916225,27713720068152261,28058363627027820,28938696965925444,29001589809547962,29474977319727270,30171988269107175,30212100199141746,31149006485898564,31453652433479244,31490051836156284,32040069535610163,32611604507784408,32615545179445296,33219244894901109,33299686304397807,33480970637990559,34003452322398054,34195111947205608,34775663073212199,34864753466400192,35653059492525783,35663625440009682,35929137432983595,36573373075498263,37101171330679311,37435804999875198,37497040008240627,37636024259728614,38027947922162550,38172077331448062,38485793893952400,38738923928742663,40293883528097403,40610627419690191,40845567741809295,40874592496961691,41957556747750654,42216298724999892,42619291964312787,42659249160856707,42748358698383792,42921345363701859,43184838106456338,43604764684980063,43762924937222406,43815210866008512,44349717807371649,44411636653268361,45266518245914532,45494930493134436,46804295430917076,47130613126018719,47487316421963937,47816668819695456,48161043787680051,48345676205015631,49542938587926762,50231583277061235,50952602703649098,51176005970503410,52086542229838287,52100740783459476,52415128766778360,52678762366160829,53329356171743760,53956211778910212,54213224302475469,54546734054906928,54689964959513547,54762064678571010,54938764500743844,55015912613921142,55023052026298257,55111691033418351,55321169459368767,55449084642384627,55461836135739570,55678545916770822,56582840151091140,56668250614354986,57063007876632828,57583906085654709,57649477980791691,57812475842479047,58708592692788093,59618801171875116,59797378976335884,59847141087055194,59937184872724194,60521588702609973,61840114341819228,62026078452849768,62460839916573402,62785948758098904,63249071143027878,63347375932298037,64867967109654564,65215191740467224,65398091743481685,65814816263252655,66311653917812382,66390257620177644,66940597460135664,67040103998169450,69061015856971698,70012126759796553,70384455422054301}	0	\N	\N	\N	7
15	nb	Jeg er læringsassistent i et matematikkemne med studenter på	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{557171176227867,794074934132556,2249917293418524,3632714609260626,4037090089011165,6361843062128145,7337608323701496,7524189954406941,8052958475175675,8398249170953346,8757898944869487,9043778920608498,9321468215495736,10474488825244386,10712079404119035,10734983618125104,10960550929406400,11692770279578517,12255452493577611,12949659719988411,13405721637350682,13717971839724105,15239059710764955,15682843670995335,15843717984539067,17241102895707417,17737678775033691,18487123517173860,18789382020263205,19207953132187089,19689584324823921,20589119249511132,20690137076047806,21968931235193511,22094452302537408,22567909659409239,22944799568717853,24023239733177616,24266273211398511,24449537001992619,24524537399180418,24607006369771266,24712734042747054,24725804947202016,24930880695375150,25152981393267690,25528479797179428,25651668871772211,25747441328108070,26739605535681606,26773443908393430,28884645500568303,30030549363367863,30070489013758377,30136485401505060,30348684046488924,31054670290112097,31084946824829550,32440052099650164,33312782019154449,33784028509897506,34059422245821066,34618937332017555,35826866481880242,35962782423215265,38791581571042623,41066181340306566,41244160321619823,41414285476693422,43418665940939658,43646059173249762,44903629604774205,45143120777436867,45641972424851535,46339803762619410,46457690974058823,47220172685307888,47718817434643116,48364465284919278,49038539981795460,49206189776781729,49372302382417950,49704481342200795,50865461103858822,51987430128208797,52220095304478336,52254256636810983,52259968008902832,52285267097057487,52509828573910311,53273279283731628,54769749770222214,54780971074446000,55911264027440343,57035623407214935,57480577150235382,58267450306219740,60566846988877182,61293347657961090,61304582169419949,62180057751428316,62976735773514819,63176701212196518,63265630162434000,63699237278182884,65314830505820337,66099725564413326,66969124085201007,67797339523560708,69014856466089927,69796556796148494,70470695074563252,70537982520987909,70887215541225498}	0	\N	\N	\N	8
37	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-25 12:56:56.683914+00	2026-11-25 12:56:56.683914+00	\N		{162699729178887,999575374252188,3462392449208667,4922925999687933,5478174039473301,6579667671841932,10718032893162003,10870025204381409,11406591339303813,12137737483744875,12699040963635390,13067628793619544,16103426994045468,16828656295973529,17975941164384132,18091514283229743,18304535707999263,20002648711509234,22783575154775202,24134521449972594,27987698467828128,28700091945243468,28858631818770612,31224400329699591,35761082227847541,36238193168196927,36385846853040324,36594515773794477,37664706662916042,38761299552388422,39988345267387974,45945049720684392,49446072010783638,49584254838458595,49698443750904411,49934658082067676,51380282948951265,55339575662741157,59715814516625553,60050176389632691,60506249007200676,60617708684727903,64292852978126862,65983065311955966,66556827294069528,71323937035092180}	51	130	\N	33	2
16	en	I am a learning assistant in an introductory course in datab	0	2026-11-26 20:56:56.683914+00	2026-11-26 20:56:56.683914+00	\N		{293310044680809,502503242639271,605233377961455,1417288285818414,2479125657525612,4609074607578555,5119042314626682,5253700579695729,5800357141390881,5889477647373984,6302789360963889,6386010540426555,6465041421012654,6606684452129589,6793793904003126,7001745483886287,7753826759850639,7968371867762550,10192199599728459,11168798554221270,12427072204906587,13173848534740740,13178380672946496,13249664446329417,13279227766036347,14901099021266499,15560345169028113,16113489040940565,16274192470271730,16508408459466309,16620202315536147,16817419927559325,19152149071475841,19848262012050738,21880250668064607,22429830330511512,22635359862922584,23274734534982861,23639567472183537,24369421567420986,25704615834400905,25770607912516356,26506280768330517,28222015554544899,28381787283625971,28667765002613973,28732338644490390,30278497349116479,31074162597371760,31852381437638826,32826077313150102,33219244894901109,33945603040452774,34949036372486613,35240641011842106,36235480787087901,36465505135713303,38458834959495006,39117431445064245,40085666780378181,40212118726740447,40659932472761361,40988012170639911,41200937466420618,41386328116561824,41711574063787992,41712161312851689,41914579944750009,42532337277815496,43290844408939029,43796015501675442,44117987895392829,44220282038711097,44483271818099844,44526990671617035,45115721917079643,47772941287956015,48045683051265549,48227476735636689,48531069104200341,48698192703595695,48731103223547559,49734918944097030,49999057932956868,50034470725185888,50057850479502210,50105659370153733,51528600861584301,52147602602677113,52697334187496685,52775316316708497,52932949962960309,53070624810408126,53661767682500832,53936140867609617,54382069186035156,55174078065503799,55678545916770822,55692719987095764,57278173688514846,57351619138900497,57854592288668379,58062599317974006,59204885848113021,59558122531897293,59746673933449245,59837017094959338,60774487557717126,61176407703894972,62273217585017070,63056941294672761,63333014443875318,63582750188540544,63709300578071451,63814081192600383,64005035456562660,64796901455248473,66301077599859261,66810809621879040,67223914054589082,67455874996377645,68605226005374600,68627982111848487,69483882575875119,70099947365636817,70344743098379067,70801886071092663,71494074747315285,71745652943154630,71756865030113778,71859791683311846}	0	\N	\N	\N	8
17	nb	På laben spurte en student om målingen hennes var riktig. Je	1	2026-11-24 18:56:56.683914+00	2026-11-24 18:56:56.683914+00	\N		{2857732080148452,5077510881382020,5171842925339622,6579667671841932,10354488340412175,10718032893162003,11433391371195861,13516295362813224,14167438550089527,17677974310309254,17950172448778527,18912727642492566,19318091593980837,19828624552436673,22783575154775202,28027832261190024,28700091945243468,29253934472752791,31307679535475364,34727192688379608,35278820659384971,36089644069922973,37978265641100286,38761299552388422,39988345267387974,40655335141003476,40965304760632812,42300206119205994,48032449888862358,49446072010783638,50650273594851390,54881075433520398,55584545990289345,57620471333465142,60050176389632691,62849085688686684,65901191587854444,65983065311955966,66955799856462126,66985824716877375,67371459566847657,68541893802498906}	0	122	\N	\N	1
18	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-24 15:56:56.683914+00	2026-11-24 15:56:56.683914+00	\N		{1713887532543174,2597746275710850,4034966391398103,4687569161256807,5171842925339622,5654294423821956,8522776528003278,11433391371195861,11672156458343565,11958354669530028,11998778076262635,15097901848388334,17529061599829728,17677974310309254,18097739917954746,18638653944098997,21307729088137467,24235983246316848,27075848539398801,27490746845929449,27760658254405182,29253934472752791,30377825986566579,31241032108953717,32775914598486192,37033748780000808,38377625099715720,40655335141003476,40655432095893342,43462046557263177,44152144091849562,46738282568558100,48845219043332622,49000805297545599,52759803607985859,54881075433520398,57620471333465142,58147260726778929,59188003514489436,59633656830774153,59909791421325369,60192099192900069,61451069827125984,61819789658760171,64439515849460256,66742466099590389,67027852537562421,69626702963026962,70887215541225498}	17	123	\N	17	1
21	nb	På laben spurte en student om målingen hennes var riktig. Je	1	2026-11-25 18:56:56.683914+00	2026-11-25 18:56:56.683914+00	\N		{1085036493965403,1713887532543174,2597746275710850,4034966391398103,4922925999687933,5077510881382020,11406591339303813,13067628793619544,16168196815522347,16828656295973529,17529061599829728,18304535707999263,18912727642492566,24235983246316848,27490746845929449,28858631818770612,36089644069922973,36238193168196927,36385846853040324,37953468846020556,40655432095893342,41975768390622105,43462046557263177,44152144091849562,45945049720684392,46738282568558100,50650273594851390,51681696918816789,53824495845937929,59633656830774153,59909791421325369,60617708684727903,64292852978126862,66742466099590389,67371459566847657}	37	126	\N	18	1
22	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 11:56:56.683914+00	2026-11-24 11:56:56.683914+00	\N		{162699729178887,999575374252188,3462392449208667,4922925999687933,5478174039473301,6579667671841932,10718032893162003,10870025204381409,11406591339303813,12137737483744875,12699040963635390,13067628793619544,16103426994045468,16828656295973529,17975941164384132,18091514283229743,18304535707999263,20002648711509234,22783575154775202,24134521449972594,27987698467828128,28700091945243468,28858631818770612,31224400329699591,35761082227847541,36238193168196927,36385846853040324,36594515773794477,37664706662916042,38761299552388422,39988345267387974,45945049720684392,49446072010783638,49584254838458595,49698443750904411,49934658082067676,51380282948951265,55339575662741157,59715814516625553,60050176389632691,60506249007200676,60617708684727903,64292852978126862,65983065311955966,66556827294069528,71323937035092180}	31	127	\N	21	1
23	nb	Det var andre uke i semesteret, og jeg hadde rettet tjue inn	1	2026-11-24 19:56:56.683914+00	2026-11-24 19:56:56.683914+00	\N		{532206386321088,1492842275934051,3453628300451325,5654294423821956,6579667671841932,8522776528003278,9166680753054192,10718032893162003,11385044265550947,11998778076262635,18097739917954746,18638653944098997,20898930440470308,21494874498120348,22010547994967112,22783575154775202,22858302700532076,23297600001615360,25071928981155906,26174412052896564,26627522853477852,27075848539398801,28700091945243468,30234610608664491,30377825986566579,34337728167846357,36373991146604820,36946419822808761,38377625099715720,38761299552388422,39988345267387974,48845219043332622,49000805297545599,49446072010783638,56871002102613984,58147260726778929,59188003514489436,60050176389632691,61451069827125984,61819789658760171,62315213033692104,63638058762346755,65983065311955966,68679694038327723,69113374030315599,70887215541225498}	48	128	\N	19	1
24	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-23 11:56:56.683914+00	2026-11-23 11:56:56.683914+00	\N		{945901820008260,4687569161256807,4922925999687933,11385044265550947,11406591339303813,11958354669530028,13067628793619544,14317764396841533,15097901848388334,16738866544927329,16828656295973529,18304535707999263,19057423161524739,20898930440470308,21307729088137467,21494874498120348,24968212977568503,25071928981155906,26627522853477852,27760658254405182,28858631818770612,30234610608664491,30918767653671987,31241032108953717,31971444915745998,32775914598486192,34337728167846357,36178518699909846,36238193168196927,36385846853040324,37033748780000808,45945049720684392,46115594948211267,49303136799041205,52759803607985859,60192099192900069,60617708684727903,64292852978126862,67027852537562421,69626702963026962}	48	129	\N	20	1
25	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 08:56:56.683914+00	2026-11-24 08:56:56.683914+00	\N		{999575374252188,1713887532543174,2597746275710850,4034966391398103,4922925999687933,5171842925339622,5478174039473301,10870025204381409,11406591339303813,11433391371195861,12137737483744875,12699040963635390,13067628793619544,16828656295973529,17529061599829728,17677974310309254,17975941164384132,18304535707999263,24235983246316848,27490746845929449,27987698467828128,28858631818770612,29253934472752791,31224400329699591,35761082227847541,36238193168196927,36385846853040324,37953468846020556,40655335141003476,40655432095893342,43462046557263177,44152144091849562,45945049720684392,46738282568558100,49698443750904411,49934658082067676,54881075433520398,55339575662741157,57620471333465142,59633656830774153,59715814516625553,59909791421325369,60617708684727903,64292852978126862,64439515849460256,66556827294069528,66742466099590389,71323937035092180}	71	130	\N	21	1
27	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-25 08:56:56.683914+00	2026-11-25 08:56:56.683914+00	\N		{3453628300451325,4687569161256807,4922925999687933,6579667671841932,10718032893162003,11385044265550947,11406591339303813,11958354669530028,13067628793619544,15097901848388334,16828656295973529,18304535707999263,19057423161524739,20002648711509234,20898930440470308,21307729088137467,21494874498120348,22783575154775202,24134521449972594,25071928981155906,26627522853477852,27760658254405182,28700091945243468,28858631818770612,30234610608664491,31241032108953717,32775914598486192,34337728167846357,36178518699909846,36238193168196927,36385846853040324,37033748780000808,38761299552388422,39988345267387974,45945049720684392,49446072010783638,52759803607985859,60050176389632691,60192099192900069,60617708684727903,64292852978126862,65983065311955966,67027852537562421,69113374030315599,69626702963026962}	80	132	\N	24	1
28	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-24 20:56:56.683914+00	2026-11-24 20:56:56.683914+00	\N		{1085036493965403,1713887532543174,2597746275710850,4034966391398103,4687569161256807,4922925999687933,11406591339303813,11958354669530028,13067628793619544,15097901848388334,16168196815522347,16828656295973529,17529061599829728,18304535707999263,19057423161524739,21307729088137467,24235983246316848,27490746845929449,27760658254405182,28858631818770612,31241032108953717,32775914598486192,36178518699909846,36238193168196927,36385846853040324,37033748780000808,37953468846020556,40655432095893342,41975768390622105,43462046557263177,44152144091849562,45945049720684392,46738282568558100,51681696918816789,52759803607985859,53824495845937929,59633656830774153,59909791421325369,60192099192900069,60617708684727903,64292852978126862,66742466099590389,67027852537562421,69626702963026962}	86	133	\N	21	1
29	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 11:56:56.683914+00	2026-11-24 11:56:56.683914+00	\N		{945901820008260,999575374252188,5171842925339622,5478174039473301,5654294423821956,6457486383184803,8522776528003278,9294957538329375,10870025204381409,11433391371195861,11998778076262635,12137737483744875,12699040963635390,16738866544927329,17677974310309254,17975941164384132,18097739917954746,18638653944098997,19109184161171856,25344406498763121,27075848539398801,27987698467828128,29253934472752791,30377825986566579,30918767653671987,31224400329699591,35181567436974540,35761082227847541,38377625099715720,40655335141003476,44855588511185022,46115594948211267,48845219043332622,49000805297545599,49698443750904411,49934658082067676,54881075433520398,55339575662741157,57620471333465142,58147260726778929,59188003514489436,59715814516625553,61451069827125984,61819789658760171,70887215541225498,71323937035092180}	0	122	\N	\N	2
31	nb	På laben spurte en student om målingen hennes var riktig. Je	1	2026-11-25 19:56:56.683914+00	2026-11-25 19:56:56.683914+00	\N		{945901820008260,1085036493965403,5077510881382020,8045656053633870,16168196815522347,16738866544927329,18568599801592401,18912727642492566,19008316793854839,23618963245910364,28404843177271065,30918767653671987,36089644069922973,41975768390622105,46115594948211267,50650273594851390,51681696918816789,53824495845937929,55882302360136239,56294134139522619,67371459566847657}	71	124	\N	30	2
32	nb	Det var andre uke i semesteret, og jeg hadde rettet tjue inn	1	2026-11-23 14:56:56.683914+00	2026-11-23 14:56:56.683914+00	\N		{532206386321088,945901820008260,1492842275934051,2197485528357477,3462392449208667,5654294423821956,6457486383184803,8522776528003278,9166680753054192,9294957538329375,11998778076262635,16103426994045468,16738866544927329,18091514283229743,18097739917954746,18638653944098997,22010547994967112,22858302700532076,23297600001615360,26174412052896564,27075848539398801,30377825986566579,30918767653671987,36373991146604820,36594515773794477,36946419822808761,37664706662916042,38377625099715720,46115594948211267,48845219043332622,49000805297545599,49584254838458595,51380282948951265,56871002102613984,58147260726778929,59188003514489436,60506249007200676,61451069827125984,61819789658760171,62315213033692104,62453464343645352,63638058762346755,68679694038327723,70887215541225498}	55	125	\N	30	2
33	nb	En student viste meg programmet sitt med et stolt smil. Det 	1	2026-11-23 12:56:56.683914+00	2026-11-23 12:56:56.683914+00	\N		{1085036493965403,2371574204274648,4687569161256807,4922925999687933,6579667671841932,10718032893162003,11406591339303813,11958354669530028,13067628793619544,15097901848388334,16168196815522347,16828656295973529,18304535707999263,19057423161524739,20002648711509234,21307729088137467,22783575154775202,24134521449972594,27760658254405182,28700091945243468,28858631818770612,31241032108953717,32775914598486192,35278820659384971,36178518699909846,36238193168196927,36385846853040324,37033748780000808,38761299552388422,39988345267387974,41975768390622105,45945049720684392,49446072010783638,51681696918816789,52759803607985859,53824495845937929,60050176389632691,60192099192900069,60617708684727903,64292852978126862,65983065311955966,67027852537562421,69626702963026962}	24	126	\N	31	2
38	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-25 11:56:56.683914+00	2026-11-25 11:56:56.683914+00	\N		{999575374252188,1713887532543174,2597746275710850,4034966391398103,5478174039473301,5654294423821956,8522776528003278,10870025204381409,11385044265550947,11998778076262635,12137737483744875,12699040963635390,17975941164384132,18097739917954746,18638653944098997,20898930440470308,21494874498120348,24235983246316848,25071928981155906,25344406498763121,26627522853477852,27075848539398801,27490746845929449,27987698467828128,30234610608664491,30377825986566579,31224400329699591,34337728167846357,35761082227847541,38377625099715720,40655432095893342,43462046557263177,44152144091849562,44855588511185022,46738282568558100,48845219043332622,49000805297545599,49698443750904411,49934658082067676,55339575662741157,58147260726778929,59188003514489436,59633656830774153,59715814516625553,59909791421325369,61451069827125984,61819789658760171,66742466099590389,70887215541225498,71323937035092180}	67	131	\N	29	2
39	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-24 18:56:56.683914+00	2026-11-24 18:56:56.683914+00	\N		{945901820008260,999575374252188,1085036493965403,4922925999687933,5478174039473301,10870025204381409,11406591339303813,12137737483744875,12699040963635390,13067628793619544,16168196815522347,16738866544927329,16828656295973529,17975941164384132,18304535707999263,24968212977568503,27987698467828128,28858631818770612,30918767653671987,31224400329699591,31971444915745998,35761082227847541,36238193168196927,36385846853040324,41975768390622105,45945049720684392,46115594948211267,49698443750904411,49934658082067676,51681696918816789,53824495845937929,55339575662741157,59715814516625553,60617708684727903,64292852978126862,66556827294069528,71323937035092180}	70	132	\N	37	2
40	nb	I en gruppe på fem var det alltid den samme som svarte. Jeg 	1	2026-11-23 08:56:56.683914+00	2026-11-23 08:56:56.683914+00	\N		{999575374252188,4922925999687933,5171842925339622,5478174039473301,10870025204381409,11406591339303813,11433391371195861,12137737483744875,12699040963635390,13067628793619544,16828656295973529,17677974310309254,17975941164384132,18304535707999263,27822690181710936,27987698467828128,28858631818770612,29253934472752791,31224400329699591,35761082227847541,36238193168196927,36385846853040324,40655335141003476,40747732878789234,44219595643892958,45945049720684392,47523973746743112,48374036722011747,48435101023560645,48500926039078434,49698443750904411,49934658082067676,54881075433520398,55156094841981750,55339575662741157,57173522372774898,57620471333465142,59715814516625553,60617708684727903,64292852978126862,64651950201167796,66556827294069528,71323937035092180,71899252969519536}	70	133	\N	39	2
\.



COPY public.modules_followupattendance (id, mark, marked_at, appointment_id, marked_by_id, meeting_id) FROM stdin;
1	present	2026-11-05 12:15:00+00	242	13	1
2	present	2026-11-05 12:15:00+00	263	13	1
3	present	2026-11-05 12:15:00+00	264	13	1
4	present	2026-11-05 12:15:00+00	265	13	1
5	present	2026-11-05 12:15:00+00	266	13	1
6	absent	2026-11-05 12:15:00+00	267	13	1
7	present	2026-11-05 12:15:00+00	268	13	1
8	present	2026-11-05 12:15:00+00	269	13	1
9	present	2026-11-05 12:15:00+00	270	13	1
10	present	2026-11-05 12:15:00+00	271	13	1
11	present	2026-11-05 12:15:00+00	272	13	1
12	absent	2026-11-05 12:15:00+00	273	13	1
13	present	2026-11-05 12:15:00+00	274	13	1
14	present	2026-11-05 12:15:00+00	275	13	1
15	present	2026-11-05 12:15:00+00	276	13	1
16	present	2026-11-05 12:15:00+00	277	13	1
17	present	2026-11-05 12:15:00+00	278	13	1
18	absent	2026-11-05 12:15:00+00	279	13	1
19	present	2026-11-05 12:15:00+00	280	13	1
20	present	2026-11-05 12:15:00+00	281	13	1
21	present	2026-11-05 12:15:00+00	282	13	1
22	present	2026-11-05 12:15:00+00	283	13	1
23	present	2026-11-05 12:15:00+00	284	13	1
24	absent	2026-11-05 12:15:00+00	285	13	1
25	present	2026-11-05 12:15:00+00	286	13	1
26	present	2026-11-05 12:15:00+00	154	13	1
27	present	2026-11-05 12:15:00+00	156	13	1
28	present	2026-11-05 12:15:00+00	160	13	1
29	present	2026-11-05 12:15:00+00	177	13	1
30	absent	2026-11-05 12:15:00+00	201	13	1
31	present	2026-11-05 12:15:00+00	230	13	1
32	partial	2026-11-19 13:15:00+00	242	13	2
33	present	2026-11-19 13:15:00+00	263	13	2
34	present	2026-11-19 13:15:00+00	264	13	2
35	present	2026-11-19 13:15:00+00	265	13	2
36	present	2026-11-19 13:15:00+00	266	13	2
37	absent	2026-11-19 13:15:00+00	267	13	2
38	present	2026-11-19 13:15:00+00	268	13	2
39	present	2026-11-19 13:15:00+00	269	13	2
40	present	2026-11-19 13:15:00+00	270	13	2
41	present	2026-11-19 13:15:00+00	271	13	2
42	partial	2026-11-19 13:15:00+00	272	13	2
44	present	2026-11-19 13:15:00+00	274	13	2
45	present	2026-11-19 13:15:00+00	275	13	2
46	present	2026-11-19 13:15:00+00	276	13	2
47	present	2026-11-19 13:15:00+00	277	13	2
48	present	2026-11-19 13:15:00+00	278	13	2
49	absent	2026-11-19 13:15:00+00	279	13	2
50	present	2026-11-19 13:15:00+00	280	13	2
51	present	2026-11-19 13:15:00+00	281	13	2
52	partial	2026-11-19 13:15:00+00	282	13	2
53	present	2026-11-19 13:15:00+00	283	13	2
54	present	2026-11-19 13:15:00+00	284	13	2
55	absent	2026-11-19 13:15:00+00	285	13	2
56	present	2026-11-19 13:15:00+00	286	13	2
57	present	2026-11-19 13:15:00+00	154	13	2
43	present	2026-11-24 20:56:56.683914+00	273	13	2
58	present	2024-09-03 11:15:00+00	258	15	6
59	present	2024-10-01 12:15:00+00	258	15	7
60	present	2024-10-29 13:15:00+00	258	15	8
61	present	2024-12-03 12:15:00+00	258	15	9
62	present	2024-09-03 11:15:00+00	260	15	10
63	present	2024-10-01 12:15:00+00	260	15	11
64	present	2024-10-29 13:15:00+00	260	15	12
65	present	2024-12-03 12:15:00+00	260	15	13
66	present	2024-09-03 11:15:00+00	254	15	14
67	present	2024-10-01 12:15:00+00	254	15	15
68	present	2024-10-29 13:15:00+00	254	15	16
69	present	2024-12-03 12:15:00+00	254	15	17
70	present	2024-09-03 11:15:00+00	257	15	18
71	present	2024-10-01 12:15:00+00	257	15	19
72	present	2024-10-29 13:15:00+00	257	15	20
73	present	2024-12-03 12:15:00+00	257	15	21
74	present	2024-09-03 11:15:00+00	261	15	22
75	present	2024-10-01 12:15:00+00	261	15	23
76	present	2024-10-29 13:15:00+00	261	15	24
77	present	2024-12-03 12:15:00+00	261	15	25
78	present	2024-09-03 11:15:00+00	247	15	22
79	present	2024-10-01 12:15:00+00	247	15	23
80	present	2024-10-29 13:15:00+00	247	15	24
81	present	2024-12-03 12:15:00+00	247	15	25
82	present	2024-09-03 11:15:00+00	287	15	26
83	present	2024-10-01 12:15:00+00	287	15	27
84	present	2024-10-29 13:15:00+00	287	15	28
85	present	2024-12-03 12:15:00+00	287	15	29
86	present	2024-09-03 11:15:00+00	248	15	30
87	present	2024-10-01 12:15:00+00	248	15	31
88	present	2024-10-29 13:15:00+00	248	15	32
89	present	2024-12-03 12:15:00+00	248	15	33
\.



COPY public.modules_followupattendanceevent (pgh_id, pgh_created_at, pgh_label, id, mark, marked_at, appointment_id, marked_by_id, pgh_context_id, pgh_obj_id, meeting_id) FROM stdin;
1	2026-11-26 20:56:45.181649+00	insert	1	present	2026-11-05 12:15:00+00	242	13	\N	1	1
2	2026-11-26 20:56:45.181649+00	insert	2	present	2026-11-05 12:15:00+00	263	13	\N	2	1
3	2026-11-26 20:56:45.181649+00	insert	3	present	2026-11-05 12:15:00+00	264	13	\N	3	1
4	2026-11-26 20:56:45.181649+00	insert	4	present	2026-11-05 12:15:00+00	265	13	\N	4	1
5	2026-11-26 20:56:45.181649+00	insert	5	present	2026-11-05 12:15:00+00	266	13	\N	5	1
6	2026-11-26 20:56:45.181649+00	insert	6	absent	2026-11-05 12:15:00+00	267	13	\N	6	1
7	2026-11-26 20:56:45.181649+00	insert	7	present	2026-11-05 12:15:00+00	268	13	\N	7	1
8	2026-11-26 20:56:45.181649+00	insert	8	present	2026-11-05 12:15:00+00	269	13	\N	8	1
9	2026-11-26 20:56:45.181649+00	insert	9	present	2026-11-05 12:15:00+00	270	13	\N	9	1
10	2026-11-26 20:56:45.181649+00	insert	10	present	2026-11-05 12:15:00+00	271	13	\N	10	1
11	2026-11-26 20:56:45.181649+00	insert	11	present	2026-11-05 12:15:00+00	272	13	\N	11	1
12	2026-11-26 20:56:45.181649+00	insert	12	absent	2026-11-05 12:15:00+00	273	13	\N	12	1
13	2026-11-26 20:56:45.181649+00	insert	13	present	2026-11-05 12:15:00+00	274	13	\N	13	1
14	2026-11-26 20:56:45.181649+00	insert	14	present	2026-11-05 12:15:00+00	275	13	\N	14	1
15	2026-11-26 20:56:45.181649+00	insert	15	present	2026-11-05 12:15:00+00	276	13	\N	15	1
16	2026-11-26 20:56:45.181649+00	insert	16	present	2026-11-05 12:15:00+00	277	13	\N	16	1
17	2026-11-26 20:56:45.181649+00	insert	17	present	2026-11-05 12:15:00+00	278	13	\N	17	1
18	2026-11-26 20:56:45.181649+00	insert	18	absent	2026-11-05 12:15:00+00	279	13	\N	18	1
19	2026-11-26 20:56:45.181649+00	insert	19	present	2026-11-05 12:15:00+00	280	13	\N	19	1
20	2026-11-26 20:56:45.181649+00	insert	20	present	2026-11-05 12:15:00+00	281	13	\N	20	1
21	2026-11-26 20:56:45.181649+00	insert	21	present	2026-11-05 12:15:00+00	282	13	\N	21	1
22	2026-11-26 20:56:45.181649+00	insert	22	present	2026-11-05 12:15:00+00	283	13	\N	22	1
23	2026-11-26 20:56:45.181649+00	insert	23	present	2026-11-05 12:15:00+00	284	13	\N	23	1
24	2026-11-26 20:56:45.181649+00	insert	24	absent	2026-11-05 12:15:00+00	285	13	\N	24	1
25	2026-11-26 20:56:45.181649+00	insert	25	present	2026-11-05 12:15:00+00	286	13	\N	25	1
26	2026-11-26 20:56:45.181649+00	insert	26	present	2026-11-05 12:15:00+00	154	13	\N	26	1
27	2026-11-26 20:56:45.181649+00	insert	27	present	2026-11-05 12:15:00+00	156	13	\N	27	1
28	2026-11-26 20:56:45.181649+00	insert	28	present	2026-11-05 12:15:00+00	160	13	\N	28	1
29	2026-11-26 20:56:45.181649+00	insert	29	present	2026-11-05 12:15:00+00	177	13	\N	29	1
30	2026-11-26 20:56:45.181649+00	insert	30	absent	2026-11-05 12:15:00+00	201	13	\N	30	1
31	2026-11-26 20:56:45.181649+00	insert	31	present	2026-11-05 12:15:00+00	230	13	\N	31	1
32	2026-11-26 20:56:45.181649+00	insert	32	partial	2026-11-19 13:15:00+00	242	13	\N	32	2
33	2026-11-26 20:56:45.181649+00	insert	33	present	2026-11-19 13:15:00+00	263	13	\N	33	2
34	2026-11-26 20:56:45.181649+00	insert	34	present	2026-11-19 13:15:00+00	264	13	\N	34	2
35	2026-11-26 20:56:45.181649+00	insert	35	present	2026-11-19 13:15:00+00	265	13	\N	35	2
36	2026-11-26 20:56:45.181649+00	insert	36	present	2026-11-19 13:15:00+00	266	13	\N	36	2
37	2026-11-26 20:56:45.181649+00	insert	37	absent	2026-11-19 13:15:00+00	267	13	\N	37	2
38	2026-11-26 20:56:45.181649+00	insert	38	present	2026-11-19 13:15:00+00	268	13	\N	38	2
39	2026-11-26 20:56:45.181649+00	insert	39	present	2026-11-19 13:15:00+00	269	13	\N	39	2
40	2026-11-26 20:56:45.181649+00	insert	40	present	2026-11-19 13:15:00+00	270	13	\N	40	2
41	2026-11-26 20:56:45.181649+00	insert	41	present	2026-11-19 13:15:00+00	271	13	\N	41	2
42	2026-11-26 20:56:45.181649+00	insert	42	partial	2026-11-19 13:15:00+00	272	13	\N	42	2
43	2026-11-26 20:56:45.181649+00	insert	43	absent	2026-11-19 13:15:00+00	273	13	\N	43	2
44	2026-11-26 20:56:45.181649+00	insert	44	present	2026-11-19 13:15:00+00	274	13	\N	44	2
45	2026-11-26 20:56:45.181649+00	insert	45	present	2026-11-19 13:15:00+00	275	13	\N	45	2
46	2026-11-26 20:56:45.181649+00	insert	46	present	2026-11-19 13:15:00+00	276	13	\N	46	2
47	2026-11-26 20:56:45.181649+00	insert	47	present	2026-11-19 13:15:00+00	277	13	\N	47	2
48	2026-11-26 20:56:45.181649+00	insert	48	present	2026-11-19 13:15:00+00	278	13	\N	48	2
49	2026-11-26 20:56:45.181649+00	insert	49	absent	2026-11-19 13:15:00+00	279	13	\N	49	2
50	2026-11-26 20:56:45.181649+00	insert	50	present	2026-11-19 13:15:00+00	280	13	\N	50	2
51	2026-11-26 20:56:45.181649+00	insert	51	present	2026-11-19 13:15:00+00	281	13	\N	51	2
52	2026-11-26 20:56:45.181649+00	insert	52	partial	2026-11-19 13:15:00+00	282	13	\N	52	2
53	2026-11-26 20:56:45.181649+00	insert	53	present	2026-11-19 13:15:00+00	283	13	\N	53	2
54	2026-11-26 20:56:45.181649+00	insert	54	present	2026-11-19 13:15:00+00	284	13	\N	54	2
55	2026-11-26 20:56:45.181649+00	insert	55	absent	2026-11-19 13:15:00+00	285	13	\N	55	2
56	2026-11-26 20:56:45.181649+00	insert	56	present	2026-11-19 13:15:00+00	286	13	\N	56	2
57	2026-11-26 20:56:45.181649+00	insert	57	present	2026-11-19 13:15:00+00	154	13	\N	57	2
58	2026-11-26 20:56:45.181649+00	update	43	present	2026-11-24 20:56:56.683914+00	273	13	\N	43	2
59	2026-11-26 20:56:45.181649+00	insert	58	present	2024-09-03 11:15:00+00	258	15	\N	58	6
60	2026-11-26 20:56:45.181649+00	insert	59	present	2024-10-01 12:15:00+00	258	15	\N	59	7
61	2026-11-26 20:56:45.181649+00	insert	60	present	2024-10-29 13:15:00+00	258	15	\N	60	8
62	2026-11-26 20:56:45.181649+00	insert	61	present	2024-12-03 12:15:00+00	258	15	\N	61	9
63	2026-11-26 20:56:45.181649+00	insert	62	present	2024-09-03 11:15:00+00	260	15	\N	62	10
64	2026-11-26 20:56:45.181649+00	insert	63	present	2024-10-01 12:15:00+00	260	15	\N	63	11
65	2026-11-26 20:56:45.181649+00	insert	64	present	2024-10-29 13:15:00+00	260	15	\N	64	12
66	2026-11-26 20:56:45.181649+00	insert	65	present	2024-12-03 12:15:00+00	260	15	\N	65	13
67	2026-11-26 20:56:45.181649+00	insert	66	present	2024-09-03 11:15:00+00	254	15	\N	66	14
68	2026-11-26 20:56:45.181649+00	insert	67	present	2024-10-01 12:15:00+00	254	15	\N	67	15
69	2026-11-26 20:56:45.181649+00	insert	68	present	2024-10-29 13:15:00+00	254	15	\N	68	16
70	2026-11-26 20:56:45.181649+00	insert	69	present	2024-12-03 12:15:00+00	254	15	\N	69	17
71	2026-11-26 20:56:45.181649+00	insert	70	present	2024-09-03 11:15:00+00	257	15	\N	70	18
72	2026-11-26 20:56:45.181649+00	insert	71	present	2024-10-01 12:15:00+00	257	15	\N	71	19
73	2026-11-26 20:56:45.181649+00	insert	72	present	2024-10-29 13:15:00+00	257	15	\N	72	20
74	2026-11-26 20:56:45.181649+00	insert	73	present	2024-12-03 12:15:00+00	257	15	\N	73	21
75	2026-11-26 20:56:45.181649+00	insert	74	present	2024-09-03 11:15:00+00	261	15	\N	74	22
76	2026-11-26 20:56:45.181649+00	insert	75	present	2024-10-01 12:15:00+00	261	15	\N	75	23
77	2026-11-26 20:56:45.181649+00	insert	76	present	2024-10-29 13:15:00+00	261	15	\N	76	24
78	2026-11-26 20:56:45.181649+00	insert	77	present	2024-12-03 12:15:00+00	261	15	\N	77	25
79	2026-11-26 20:56:45.181649+00	insert	78	present	2024-09-03 11:15:00+00	247	15	\N	78	22
80	2026-11-26 20:56:45.181649+00	insert	79	present	2024-10-01 12:15:00+00	247	15	\N	79	23
81	2026-11-26 20:56:45.181649+00	insert	80	present	2024-10-29 13:15:00+00	247	15	\N	80	24
82	2026-11-26 20:56:45.181649+00	insert	81	present	2024-12-03 12:15:00+00	247	15	\N	81	25
83	2026-11-26 20:56:45.181649+00	insert	82	present	2024-09-03 11:15:00+00	287	15	\N	82	26
84	2026-11-26 20:56:45.181649+00	insert	83	present	2024-10-01 12:15:00+00	287	15	\N	83	27
85	2026-11-26 20:56:45.181649+00	insert	84	present	2024-10-29 13:15:00+00	287	15	\N	84	28
86	2026-11-26 20:56:45.181649+00	insert	85	present	2024-12-03 12:15:00+00	287	15	\N	85	29
87	2026-11-26 20:56:45.181649+00	insert	86	present	2024-09-03 11:15:00+00	248	15	\N	86	30
88	2026-11-26 20:56:45.181649+00	insert	87	present	2024-10-01 12:15:00+00	248	15	\N	87	31
89	2026-11-26 20:56:45.181649+00	insert	88	present	2024-10-29 13:15:00+00	248	15	\N	88	32
90	2026-11-26 20:56:45.181649+00	insert	89	present	2024-12-03 12:15:00+00	248	15	\N	89	33
\.



COPY public.modules_followupmeeting (id, key, title, starts_at, ends_at, place, online_url, language, first_meeting_hours, follow_up_hours, final_evaluation_hours, is_mandatory, cancelled_at, sequence, department_id, makes_up_for_id, term_id) FROM stdin;
1	forste-mote	Første møte	2026-11-05 11:15:00+00	2026-11-05 12:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	87	\N	4
2	oppfolging-1	Oppfølging 1: å gi tilbakemelding	2026-11-19 11:15:00+00	2026-11-19 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	87	\N	4
3	oppfolging-2	Oppfølging 2: spørsmål som åpner	2026-12-03 11:15:00+00	2026-12-03 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	87	\N	4
5	sluttevaluering	Sluttevaluering	2027-01-07 11:15:00+00	2027-01-07 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	87	\N	4
4	forste-mote-igjen	Første møte for dem som ikke kunne	2026-12-10 13:15:00+00	2026-12-10 14:15:00+00	R7		nb	1.00	0.00	0.00	f	\N	0	87	1	4
6	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	53	\N	3
7	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	53	\N	3
8	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	53	\N	3
9	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	53	\N	3
10	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	58	\N	3
11	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	58	\N	3
12	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	58	\N	3
13	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	58	\N	3
14	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	96	\N	3
15	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	96	\N	3
16	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	96	\N	3
17	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	96	\N	3
18	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	61	\N	3
19	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	61	\N	3
20	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	61	\N	3
21	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	61	\N	3
22	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	68	\N	3
23	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	68	\N	3
24	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	68	\N	3
25	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	68	\N	3
26	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	87	\N	3
27	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	87	\N	3
28	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	87	\N	3
29	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	87	\N	3
30	forste-mote	Første møte	2024-09-03 10:15:00+00	2024-09-03 11:15:00+00	R7		nb	1.00	0.00	0.00	t	\N	0	72	\N	3
31	oppfolging-1	Oppfølging 1	2024-10-01 10:15:00+00	2024-10-01 12:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	72	\N	3
32	oppfolging-2	Oppfølging 2	2024-10-29 11:15:00+00	2024-10-29 13:15:00+00	R7		nb	0.00	2.00	0.00	t	\N	0	72	\N	3
33	sluttevaluering	Sluttevaluering	2024-12-03 11:15:00+00	2024-12-03 12:15:00+00	R7		nb	0.00	0.00	1.00	t	\N	0	72	\N	3
\.



COPY public.modules_followupmeeting_courses (id, followupmeeting_id, course_id) FROM stdin;
1	3	94
\.



COPY public.modules_level (id, "position", text_en, text_nb, criterion_id) FROM stdin;
1	1	The essay speaks about feedback in general, without a situation of the writer's own.	Essayet snakker om tilbakemelding generelt, uten en egen situasjon.	1
2	2	The essay describes a situation, but what was said or what it was meant to achieve remains unclear.	Essayet beskriver en situasjon, men det er uklart hva som ble sagt, eller hva det skulle føre til.	1
3	3	The essay describes a situation so concretely that the reader understands what was said, why, and in what setting.	Essayet beskriver en situasjon så konkret at leseren forstår hva som ble sagt, hvorfor og i hvilken sammenheng.	1
4	1	The essay says nothing about what the receiver did with the feedback.	Essayet sier ingenting om hva mottakeren gjorde med tilbakemeldingen.	2
5	2	The essay assumes an effect, but gives little ground for it.	Essayet antar en virkning, men begrunner den i liten grad.	2
6	3	The essay shows what the receiver did, what this tells, and what the writer cannot know.	Essayet viser hva mottakeren gjorde, hva det forteller, og hva skribenten ikke kan vite.	2
7	1	The essay does not use any ideas from the module.	Essayet bruker ingen ideer fra modulen.	3
8	2	The essay mentions ideas from the module, but ties them loosely to the situation.	Essayet nevner ideer fra modulen, men knytter dem løst til situasjonen.	3
9	3	The essay uses at least one idea from the module to explain why things went as they did.	Essayet bruker minst én idé fra modulen til å forklare hvorfor det gikk som det gikk.	3
10	1	The essay ends without saying what the writer will do next time.	Essayet slutter uten å si hva skribenten vil gjøre neste gang.	4
11	2	The essay has good intentions, but they are too general to be tried out.	Essayet har gode forsetter, men de er for generelle til å kunne prøves ut.	4
12	3	The essay says concretely what the writer will try, and how it will show whether it works.	Essayet sier konkret hva skribenten vil prøve, og hvordan det skal vise seg om det virker.	4
13	1	The essay describes exercise classes in general, without one particular conversation.	Essayet beskriver øvingstimer generelt, uten én bestemt samtale.	5
14	2	The essay describes a conversation, but it remains unclear what the student was stuck on.	Essayet beskriver en samtale, men det er uklart hva studenten sto fast på.	5
15	3	The essay shows what the student was stuck on and how the writer found it out.	Essayet viser hva studenten sto fast på, og hvordan skribenten fant det ut.	5
16	1	The essay tells what the answer was, but not how the writer helped.	Essayet forteller hva svaret var, men ikke hvordan skribenten hjalp.	6
17	2	The essay tells what the writer said and did, but does not consider who did the thinking.	Essayet forteller hva skribenten sa og gjorde, men vurderer ikke hvem som tenkte.	6
18	3	The essay uses ideas from the module to consider what the writer said and did and who did the thinking.	Essayet bruker ideer fra modulen til å vurdere hva skribenten sa og gjorde, og hvem som tenkte.	6
19	1	The essay takes it for granted that the student understood, or did not.	Essayet tar for gitt at studenten forsto, eller ikke gjorde det.	7
20	2	The essay mentions a sign of understanding, but does not ask how strong it is.	Essayet nevner et tegn på forståelse, men spør ikke hvor sterkt det er.	7
21	3	The essay weighs what the student said or did as signs of understanding, and is honest about the doubt.	Essayet veier det studenten sa eller gjorde som tegn på forståelse, og er ærlig om tvilen.	7
22	1	The essay contains no plan for the next conversation.	Essayet inneholder ingen plan for neste samtale.	8
23	2	The essay contains a plan, but it is general or lacks a reason.	Essayet inneholder en plan, men den er generell eller mangler begrunnelse.	8
24	3	The essay contains a concrete plan with a reason that comes from the experience described.	Essayet inneholder en konkret plan med en begrunnelse som bygger på erfaringen som er beskrevet.	8
25	1	The essay speaks of seminars in general, and the reader does not get to see one particular seminar.	Essayet snakker om seminarer generelt, og leseren får ikke se ett bestemt seminar.	9
26	2	The essay describes a seminar, but what it was meant to lead to is unclear.	Essayet beskriver et seminar, men det er uklart hva det skulle føre til.	9
27	3	The essay describes both the aim and the course of the seminar, so that the reader can compare them.	Essayet beskriver både målet og gangen i seminaret, slik at leseren kan sammenligne dem.	9
28	1	The essay does not consider who spoke and who was silent.	Essayet vurderer ikke hvem som snakket og hvem som var stille.	10
29	2	The essay says who took part, but gives only one explanation or puts it all on the students.	Essayet sier hvem som deltok, men gir bare én forklaring eller legger alt på studentene.	10
30	3	The essay weighs several possible reasons, including what the leader of the seminar did.	Essayet veier flere mulige grunner, også det som den som ledet seminaret, gjorde.	10
31	1	The essay does not say which questions or activities were used.	Essayet sier ikke hvilke spørsmål eller aktiviteter som ble brukt.	11
32	2	The essay names questions and activities, but does not explain why they opened or closed the conversation.	Essayet nevner spørsmål og aktiviteter, men forklarer ikke hvorfor de åpnet eller lukket samtalen.	11
33	3	The essay uses ideas from the module to explain why particular questions or activities worked as they did.	Essayet bruker ideer fra modulen til å forklare hvorfor bestemte spørsmål eller aktiviteter virket som de gjorde.	11
34	1	The essay contains no plan for another seminar.	Essayet inneholder ingen plan for et nytt seminar.	12
35	2	The essay contains a plan, but it is general, or it is not clear how its effect will be seen.	Essayet inneholder en plan, men den er generell, eller det er uklart hvordan virkningen skal vise seg.	12
36	3	The essay contains a concrete plan and says what the writer will look for to judge it.	Essayet inneholder en konkret plan og sier hva skribenten vil se etter for å vurdere den.	12
37	1	The essay describes the laboratory in general, and one cannot see a particular situation.	Essayet beskriver laboratoriet generelt, og man ser ikke en bestemt situasjon.	13
38	2	The essay describes a situation, but not what the students were meant to learn from it.	Essayet beskriver en situasjon, men ikke hva studentene skulle lære av den.	13
39	3	The essay describes a particular situation and ties it to what the students were meant to learn.	Essayet beskriver en bestemt situasjon og knytter den til det studentene skulle lære.	13
40	1	The essay leaves out either safety or learning.	Essayet utelater enten sikkerheten eller læringen.	14
41	2	The essay mentions both safety and learning, but does not consider how they affected each other.	Essayet nevner både sikkerhet og læring, men vurderer ikke hvordan de påvirket hverandre.	14
42	3	The essay shows how safety and learning supported or hindered each other in the situation.	Essayet viser hvordan sikkerhet og læring støttet eller hindret hverandre i situasjonen.	14
43	1	The essay does not tell how the work in the group was shared.	Essayet forteller ikke hvordan arbeidet i gruppen ble fordelt.	15
44	2	The essay tells who did what, but makes little use of the module to explain how the tutoring mattered.	Essayet forteller hvem som gjorde hva, men bruker i liten grad modulen til å forklare hva veiledningen betydde.	15
45	3	The essay uses ideas from the module to explain how the tutoring influenced who worked and who thought.	Essayet bruker ideer fra modulen til å forklare hvordan veiledningen påvirket hvem som arbeidet og hvem som tenkte.	15
46	1	The essay does not say what will be done differently.	Essayet sier ikke hva som skal gjøres annerledes.	16
47	2	The essay says what will be done differently, but in general words only.	Essayet sier hva som skal gjøres annerledes, men bare i generelle ord.	16
48	3	The essay describes one or two concrete changes that follow from the experience.	Essayet beskriver én eller to konkrete endringer som følger av erfaringen.	16
49	1	The essay talks about writing tutoring in general, without a situation one can picture.	Essayet snakker om skriveveiledning generelt, uten en situasjon man kan se for seg.	17
50	2	The essay describes a situation, but it remains unclear what the student wanted or what the text needed.	Essayet beskriver en situasjon, men det er uklart hva studenten ønsket, eller hva teksten trengte.	17
51	3	The essay shows clearly what the student wanted, what the text needed and what happened.	Essayet viser tydelig hva studenten ønsket, hva teksten trengte, og hva som skjedde.	17
52	1	The essay uses hardly any ideas from the material.	Essayet bruker knapt noen tanker fra fagstoffet.	18
53	2	The essay mentions ideas from the material, but connects them only loosely to the situation.	Essayet nevner tanker fra fagstoffet, men knytter dem bare løst til situasjonen.	18
54	3	The essay uses ideas such as large things first or open questions to explain what worked and what did not.	Essayet bruker tanker som de store tingene først eller åpne spørsmål til å forklare hva som virket, og hva som ikke gjorde det.	18
55	1	The essay does not say what the learning assistant's own role was.	Essayet sier ikke hva læringsassistentens egen rolle var.	19
56	2	The essay touches on the role, but does not discuss its limits or who did the work on the text.	Essayet er inne på rollen, men drøfter ikke grensene for den eller hvem som gjorde arbeidet med teksten.	19
57	3	The essay discusses honestly who did the work on the text and where the limits of the role went.	Essayet drøfter ærlig hvem som gjorde arbeidet med teksten, og hvor grensene for rollen gikk.	19
58	1	The essay ends without saying what will change.	Essayet slutter uten å si hva som skal endres.	20
59	2	The essay names a change, but in general terms or without a reason.	Essayet nevner en endring, men i generelle vendinger eller uten begrunnelse.	20
60	3	The essay names a concrete change that can be tried out, and gives reasons for it.	Essayet nevner en konkret endring som kan prøves ut, og begrunner den.	20
61	1	The essay says little about the conversation, and nothing about how the student's understanding was found out.	Essayet sier lite om samtalen og ingenting om hvordan studentens forståelse ble kartlagt.	21
62	2	The essay describes the conversation, but is vague about what the student understood and how this became visible.	Essayet beskriver samtalen, men er vagt om hva studenten forsto, og hvordan det ble synlig.	21
63	3	The essay shows clearly what was asked, what the student answered and what this told about understanding.	Essayet viser tydelig hva det ble spurt om, hva studenten svarte, og hva det fortalte om forståelsen.	21
64	1	The essay tells that help was given, without saying how.	Essayet forteller at det ble gitt hjelp, uten å si hvordan.	22
65	2	The essay describes the help, but hardly discusses whether it was too much, too little or well timed.	Essayet beskriver hjelpen, men drøfter knapt om den var for stor, for liten eller kom til rett tid.	22
66	3	The essay uses ideas such as hints, wait time or scaffolding to discuss when help was given and held back.	Essayet bruker tanker som hint, ventetid eller stillas til å drøfte når hjelp ble gitt og holdt tilbake.	22
67	1	The essay does not touch on safety or limits.	Essayet er ikke inne på trygghet eller grenser.	23
68	2	The essay mentions safety or limits, but without showing what the learning assistant did.	Essayet nevner trygghet eller grenser, men uten å vise hva læringsassistenten gjorde.	23
69	3	The essay shows honestly how the learning assistant's own behaviour affected safety, and where a limit went.	Essayet viser ærlig hvordan læringsassistentens egen måte å være på virket inn på tryggheten, og hvor en grense gikk.	23
70	1	The essay ends without anything to try next time.	Essayet slutter uten noe å prøve neste gang.	24
71	2	The essay names something to try, but in general terms or without a reason.	Essayet nevner noe å prøve, men i generelle vendinger eller uten begrunnelse.	24
72	3	The essay names something concrete to try, and gives reasons based on what happened.	Essayet nevner noe konkret å prøve, og begrunner det ut fra det som skjedde.	24
73	1	The essay talks about groups in general, without a meeting one can picture.	Essayet snakker om grupper generelt, uten et møte man kan se for seg.	25
74	2	The essay describes a meeting, but says little about how the members worked together.	Essayet beskriver et møte, men sier lite om hvordan medlemmene samarbeidet.	25
75	3	The essay shows clearly what the group worked on, and what the learning assistant noticed in the cooperation.	Essayet viser tydelig hva gruppa arbeidet med, og hva læringsassistenten la merke til i samarbeidet.	25
76	1	The essay tells what was done, but gives no reasons.	Essayet forteller hva som ble gjort, men gir ingen begrunnelse.	26
77	2	The essay gives some reasons, but they are only loosely connected to ideas from the material.	Essayet gir noen begrunnelser, men de er bare løst knyttet til tanker fra fagstoffet.	26
78	3	The essay uses ideas from the material to give reasons for when the learning assistant stepped in and held back.	Essayet bruker tanker fra fagstoffet til å begrunne når læringsassistenten grep inn og holdt seg tilbake.	26
79	1	The essay does not discuss what the choices meant for the students.	Essayet drøfter ikke hva valgene betydde for studentene.	27
80	2	The essay mentions ownership or learning, but without pointing to what the students said or did.	Essayet nevner eierskap eller læring, men uten å vise til hva studentene sa eller gjorde.	27
81	3	The essay discusses honestly how the choices affected ownership and learning, with signs from the meeting.	Essayet drøfter ærlig hvordan valgene virket inn på eierskap og læring, med tegn fra møtet.	27
82	1	The essay ends without anything to try in the next meeting.	Essayet slutter uten noe å prøve i neste møte.	28
83	2	The essay names something to try, but in general terms or without a reason.	Essayet nevner noe å prøve, men i generelle vendinger eller uten begrunnelse.	28
84	3	The essay names something concrete to try in the next meeting, and gives reasons for it.	Essayet nevner noe konkret å prøve i neste møte, og begrunner det.	28
85	1	The essay tells about the tool, but not about what the students were to learn.	Essayet forteller om verktøyet, men ikke om hva studentene skulle lære.	29
86	2	The essay names an aim, but does not explain how the tool served it.	Essayet nevner et mål, men forklarer ikke hvordan verktøyet tjente det.	29
87	3	The essay explains what the students were to learn, what they did, and how well the tool served this.	Essayet forklarer hva studentene skulle lære, hva de gjorde, og hvor godt verktøyet tjente dette.	29
88	1	The essay says little about who took part.	Essayet sier lite om hvem som deltok.	30
89	2	The essay describes who took part, but hardly discusses why, or what could be done.	Essayet beskriver hvem som deltok, men drøfter knapt hvorfor, eller hva som kunne gjøres.	30
90	3	The essay uses ideas from the material to discuss who took part, who did not, and what was done about it.	Essayet bruker tanker fra fagstoffet til å drøfte hvem som deltok, hvem som ikke gjorde det, og hva som ble gjort med det.	30
91	1	The essay does not touch on safety, universal design or privacy.	Essayet er ikke inne på trygghet, universell utforming eller personvern.	31
92	2	The essay mentions one of these, but without showing what it meant in the situation.	Essayet nevner noe av dette, men uten å vise hva det betydde i situasjonen.	31
93	3	The essay shows honestly what was looked after in the situation, and what was overlooked.	Essayet viser ærlig hva som ble tatt vare på i situasjonen, og hva som ble oversett.	31
94	1	The essay ends without saying what will change.	Essayet slutter uten å si hva som skal endres.	32
95	2	The essay names a change, but in general terms or without a reason.	Essayet nevner en endring, men i generelle vendinger eller uten begrunnelse.	32
96	3	The essay names a concrete change that can be tried out, and gives reasons for it.	Essayet nevner en konkret endring som kan prøves ut, og begrunner den.	32
\.



COPY public.modules_moduledates (id, hand_in_by, complete_by, term_id, module_id) FROM stdin;
1	2027-01-07	2027-01-21	4	\N
\.



COPY public.modules_objection (id, text, mark, made_at, answer, answered_at, answered_by_id, attendance_id) FROM stdin;
1	Jeg var der, men kom rett fra en annen forelesning og skrev meg ikke på lista. Gruppa mi kan bekrefte det.	absent	2026-11-25 20:56:56.683914+00		\N	\N	37
2	Jeg ble med på skjermen fra Gjøvik hele møtet, fordi bussen var innstilt.	absent	2026-11-23 20:56:56.683914+00	Takk for at du sa fra. Det stemmer, og jeg har rettet det.	2026-11-24 20:56:56.683914+00	13	43
\.



COPY public.modules_onlinemodule (id, code, title_en, title_nb, hours, is_sample, summary_en, summary_nb, introduction_en, introduction_nb, material_en, material_nb, pass_mark, attempts_allowed, prompt_en, prompt_nb, essay_min_words, essay_max_words, comment_min_words, lease_days, wait_days) FROM stdin;
1	OM1	Giving feedback	Å gi tilbakemelding	3.00	t	For you who comment on hand-ins, approve exercises or respond to students' drafts, and want your comments to be read and used.	For deg som kommenterer innleveringer, godkjenner øvinger eller gir respons på utkast, og vil at kommentarene dine skal bli lest og brukt.	Students meet your comments many times in a term, often late	Studentene møter kommentarene dine mange ganger i løpet av s	## What feedback is for\n\nFeedback is information a student c	## Hva tilbakemelding er til for\n\nEn tilbakemelding er infor	80	\N	Think of one occasion when you gave feedback to a student, o	Tenk på én gang du ga en student tilbakemelding, eller fikk 	300	600	30	4	5
2	OM2	Exercise tutoring	Øvingsveiledning	3.00	t	For you who help students with exercises in a help room, an exercise class or a computer lab, and meet the question “is this right?” many times a day.	For deg som hjelper studenter med øvinger på øvingssal, i øvingstimer eller på datasal, og møter spørsmålet «er dette riktig?» mange ganger om dagen.	In the exercise class there is a queue, the deadline is tomo	På øvingssalen er det kø, fristen er i morgen, og noen spør 	## Find out before you explain\n\nTwo students can be stuck in	## Finn ut før du forklarer\n\nTo studenter kan stå fast på sa	80	\N	Choose one tutoring conversation you have had with a student	Velg én veiledningssamtale du har hatt med en student eller 	300	600	30	4	5
3	OM3	Seminar tutoring	Seminarveiledning	3.00	t	For you who lead seminars or discussion groups, and want more students to speak, listen and reason together.	For deg som leder seminarer eller diskusjonsgrupper, og vil at flere studenter skal snakke, lytte og resonnere sammen.	A seminar is at its best when the students talk with each ot	Et seminar er på sitt beste når studentene snakker med hvera	## One aim, and a plan with air in it\n\nFinish this sentence 	## Ett mål, og en plan med luft i\n\nFullfør denne setningen f	80	\N	Choose one seminar or group discussion that you have led or 	Velg ett seminar eller én gruppediskusjon som du har ledet e	300	600	30	4	5
4	OM4	Laboratory tutoring	Laboratorieveiledning	3.00	t	For you who tutor in a laboratory, workshop or field course, and have to look after both safety and learning at once.	For deg som veileder på laboratoriet, på verksted eller i felt, og må ta vare på sikkerhet og læring på én gang.	In the laboratory students learn with their hands, with equi	På laboratoriet lærer studentene med hendene, med utstyr som	## Safety first\n\nNothing the students are going to learn is 	## Sikkerheten først\n\nIngenting av det studentene skal lære,	80	\N	Choose one situation from a laboratory, workshop or field co	Velg én situasjon fra laboratorium, verksted eller felt der 	300	600	30	4	5
5	OM5	Academic writing tutoring	Veiledning i akademisk skriving	3.00	t	For you who talk with students about their texts: lab reports, essays, project reports or theses. You learn to help the writer forward without taking over the text.	For deg som snakker med studenter om tekstene deres: labrapporter, essay, prosjektrapporter eller oppgaver. Du lærer å hjelpe skriveren videre uten å ta over teksten.	Many learning assistants meet students in the middle of a te	Mange læringsassistenter møter studenter midt i en tekst: en	## The writer, not only the text\n\nIt is tempting to make the	## Skriveren, ikke bare teksten\n\nDet er fristende å gjøre te	80	\N	Choose one situation in which you talked with a student abou	Velg én situasjon der du snakket med en student om en tekst.	300	600	30	4	5
6	OM6	Individual tutoring	Individuell veiledning	3.00	t	For you who help students one at a time: at the desk, in drop-in hours, in a help queue or on screen. You learn to map, support and let go, and to set limits.	For deg som hjelper studenter én og én: ved pulten, i åpen veiledningstid, i en hjelpekø eller på skjerm. Du lærer å kartlegge, støtte og slippe taket, og å sette grenser.	A conversation between one student and one learning assistan	En samtale mellom én student og én læringsassistent kan være	## Four steps in a conversation\n\nEven a conversation of five	## Fire steg i en samtale\n\nSelv en samtale på fem minutter b	80	\N	Choose one conversation in which you tutored a single studen	Velg én samtale der du veiledet en enkelt student. Har du ik	300	600	30	4	5
7	OM7	Problem- / project-based tutoring	Problem- og prosjektbasert veiledning	3.00	t	For you who follow groups over time, in projects or problem-based learning. You learn to guide the process without steering the solution, and to notice how the group is doing.	For deg som følger grupper over tid, i prosjekter eller problembasert læring. Du lærer å veilede prosessen uten å styre løsningen, og å merke hvordan gruppa har det.	In problem- and project-based courses the students learn by 	I problem- og prosjektbaserte emner lærer studentene ved å a	## Two related ways of working\n\nIn **problem-based learning*	## To beslektede måter å arbeide på\n\nI **problembasert lærin	80	\N	Choose one meeting with a group that worked on a problem or 	Velg ett møte med ei gruppe som arbeidet med et problem elle	300	600	30	4	5
8	OM8	Digital learning	Digital læring	3.00	t	For you who guide students in video meetings, forums, chats or shared documents. You learn to create activity, contact and safety on screen, with care for access and privacy.	For deg som veileder i videomøter, forum, chat eller delte dokumenter. Du lærer å skape aktivitet, kontakt og trygghet på skjerm, med omtanke for tilgjengelighet og personvern.	A screen changes what we see of each other. The nod, the fro	En skjerm endrer det vi ser av hverandre. Nikket, rynken i p	## The aim first, then the tool\n\nAsk in this order: What are	## Målet først, så verktøyet\n\nSpør i denne rekkefølgen: Hva 	80	\N	Choose one digital situation in which you guided students: a	Velg én digital situasjon der du veiledet studenter: et vide	300	600	30	4	5
\.



COPY public.modules_option (id, "position", text_en, text_nb, is_right, feedback_en, feedback_nb, question_id) FROM stdin;
1	1	“It works, but 	«Det virker, me	f	It judges witho	Den dømmer uten	1
9	2	Counting who ha	Å telle opp hve	f	This is a contr	Dette er kontro	3
10	3	Comments on a d	Kommentarer på 	t	The assessment 	Vurderingen kom	3
11	1	They begin the 	De begynner nes	t	Then using the 	Da er det å bru	4
12	2	You collect all	Du samler alle 	f	By then there i	Da er det ikke 	4
13	3	They tell you o	De sier ved inn	t	A student who h	En student som 	4
14	4	You write more 	Du skriver mer 	f	More text is no	Mer tekst er ik	4
15	1	“A little above	«Litt over midt	f	That is norm-ba	Det er normbase	5
16	2	“Let us look at	«La oss se på k	t	You turn the co	Du vender samta	5
17	3	“I am not allow	«Jeg har ikke l	f	You should not 	Du skal ikke fo	5
2	2	“It works. As o	«Det virker. So	t	It says what wo	Den sier hva so	1
3	3	You paste in yo	Du limer inn di	f	A finished solu	En ferdig løsni	1
4	4	“Well done, you	«Kjempebra, du 	f	Praise of the p	Ros av personen	1
5	1	Comment on the 	Kommenterer mis	t	A few prioritis	Noen få priorit	2
6	2	Mark all twenty	Merker alle tju	f	In a flood of c	I en flom av ko	2
7	3	Begin with the 	Begynner med sp	f	The misundersto	Den misforstått	2
8	1	A list of point	En poengliste f	f	It sums up the 	Den oppsummerer	3
18	1	Write in the co	Skriver i komme	f	That is an accu	Det er en ankla	6
19	2	Let it pass, si	Lar det passere	f	Exercises may g	Øvinger kan gi 	6
20	3	Ask other stude	Spør andre stud	f	Then you invest	Da etterforsker	6
21	4	Tell the course	Forteller emnea	t	You report what	Du melder det d	6
22	1	Become just as 	Bli like romsli	f	The treatment b	Behandlingen bl	7
23	2	Suggest that yo	Foreslå at alle	t	Calibration bui	Slik kalibrerin	7
24	3	Tell your stude	Si til studente	f	It undermines t	Det undergraver	7
25	1	Add two complim	Legge til to ko	f	The judgement o	Dommen over per	8
26	2	Delete it; nega	Slette den; neg	f	The student nee	Studenten treng	8
27	3	“The task asks 	«Oppgaven spør 	t	It is clear and	Den er tydelig 	8
28	4	“Maybe you coul	«Kanskje du eve	f	It is friendly,	Den er vennlig,	8
29	1	Explain the the	Forklarer teori	f	You do not yet 	Du vet ennå ikk	9
30	2	Suggest doing t	Foreslår å gjør	f	It may give a b	Det kan gi en p	9
31	3	Ask the student	Ber studenten s	t	The answer show	Svaret viser om	9
32	4	Ask whether the	Spør om student	f	It easily feels	Det kjennes let	9
33	1	Wait some more.	Venter litt til	t	The silence is 	Stillheten er s	10
34	2	Ask the questio	Stiller spørsmå	f	A new formulati	En ny formuleri	10
35	3	Give the answer	Gir svaret, så 	f	It is kindly me	Det er vennlig 	10
36	1	“Are you with m	«Er du med så l	f	Most people ans	De fleste svare	11
37	2	“What is the va	«Hvilken verdi 	t	To answer, the 	For å svare må 	11
38	3	“It stops becau	«Den stopper fo	f	The answer is i	Svaret ligger i	11
39	4	“How could you 	«Hvordan kunne 	t	Only one who kn	Bare den som ve	11
40	1	Keep to open qu	Holder deg til 	f	Support has to 	Støtten må pass	12
41	2	Write the solut	Skriver løsning	f	Then you jump o	Da hopper du ov	12
42	3	Do a smaller ex	Gjør et mindre 	t	It gives more s	Det gir mer stø	12
43	1	“Yes.”	«Ja.»	f	It is true, but	Det er sant, me	13
44	2	“How could you 	«Hvordan kan du	t	The student pra	Studenten øver 	13
45	3	“I am not allow	«Det har jeg ik	f	You need not sa	Du trenger ikke	13
46	4	“Hm, are you qu	«Hm, er du helt	f	It is usually h	Det høres gjern	13
47	1	Gather the four	Samler de fire 	t	You save time, 	Du sparer tid, 	14
48	2	Keep strictly t	Holder deg stre	f	Equal minutes i	Like mange minu	14
49	3	Send out your o	Sender ut din e	f	It empties the 	Det tømmer køen	14
50	1	Answer what see	Svarer det som 	f	A wrong answer 	Et galt svar so	15
51	2	Say that it wil	Sier at det ikk	f	You cannot know	Det kan du ikke	15
52	3	Ask the student	Ber studenten s	f	It may be neede	Det kan bli nød	15
53	4	Say that you do	Sier at du ikke	t	You are honest 	Du er ærlig og 	15
54	1	Write it and ex	Skriver den og 	f	What is handed 	Det som leveres	16
55	2	Push the keyboa	Skyver tastatur	t	You help with t	Du hjelper med 	16
56	3	Say no and go o	Sier nei og går	f	The limit is ri	Grensen er rikt	16
57	1	“We shall get t	«Vi skal komme 	f	It describes wh	Det beskriver h	17
58	2	“They shall und	«De skal forstå	f	It is a fine wi	Det er et fint 	17
59	3	“There shall be	«Det skal bli e	f	A good mood is 	God stemning er	17
60	4	“They shall com	«De skal sammen	t	The aim can be 	Målet kan obser	17
61	1	Let one of them	Lar en av dem s	f	It gets going b	Den kommer i ga	18
62	2	Give everybody 	Gir alle to min	t	Everyone gets t	Alle får tid ti	18
63	3	Point at somebo	Peker på en som	f	An unprepared a	Et uforberedt s	18
64	1	“When would you	«Når ville du h	t	The students ne	Studentene tren	19
65	2	“Which three ad	«Hvilke tre for	f	It checks readi	Det kontrollere	19
66	3	“Does anybody h	«Er det noen so	f	It is open, but	Det er åpent, m	19
67	4	“Open data are 	«Åpne data er v	f	The question sh	Spørsmålet vise	19
68	1	“Interesting!”,	«Interessant!»,	f	It feels kind, 	Det kjennes ven	20
69	2	“How did you re	«Hvordan resonn	t	You take the th	Du tar tanken p	20
70	3	“No. Can somebo	«Nei. Kan noen 	f	It shames the o	Det henger ut d	20
71	4	“Many think so.	«Det er det man	t	The claim is te	Det er påstande	20
72	1	Go through the 	Går grundig gje	f	It is quick and	Det er raskt og	21
73	2	Send home the t	Sender hjem de 	f	They learn noth	De lærer ingent	21
74	3	Choose a centra	Velger en sentr	t	Everyone gets t	Alle får arbeid	21
75	1	Say in the brea	Sier i pausen a	t	It is clear wit	Det er tydelig 	22
76	2	Interrupt in fr	Avbryter foran 	f	It stops the on	Det stopper den	22
77	3	Let it be; one 	Lar det være; d	f	The seminar is 	Seminaret er fo	22
78	1	Wait and see; p	Venter og ser; 	f	Experience may 	Erfaring kan be	23
79	2	Say kindly that	Sier vennlig at	t	You take the pr	Du tar presset 	23
80	3	Change the topi	Skifter tema, s	f	Difficult topic	Vanskelige tema	23
81	4	Ask the one who	Spør den som bl	f	Asked in front 	Spurt foran all	23
82	1	Present the las	Presenterer det	f	It has been men	Da er det nevnt	24
83	2	Go ten minutes 	Går ti minutter	f	Students have o	Studentene har 	24
84	3	Let each write 	Lar alle skrive	t	They gather the	De samler tråde	24
85	1	Ask: “What do y	Spør: «Hva tror	f	It is a good qu	Det er et godt 	25
86	2	Call “stop”, an	Roper «stopp», 	t	When something 	Når noe er farl	25
87	3	Take over the b	Tar over begere	f	Grabbing at aci	Å gripe etter s	25
88	1	“All right, if 	«Greit, hvis du	f	Accidents also 	Uhell skjer ogs	26
89	2	“The rules are 	«Reglene er sån	f	The limit is ri	Grensen er rikt	26
90	3	“No, a splash c	«Nei, en sprut 	t	You keep the li	Du holder grens	26
91	4	“Ask the group;	«Spør gruppen; 	f	Safety rules ar	Sikkerhetsregle	26
92	1	Do the experime	Gjøre forsøket 	t	Then you know w	Da vet du hvor 	27
93	2	Read the risk a	Lese risikovurd	t	In an emergency	I en nødssituas	27
94	3	Write a full se	Skrive et fulls	f	Then students a	Da blir student	27
95	4	Set up the equi	Sette opp alt u	f	The set-up is o	Oppsettet er of	27
96	1	“You had an air	«Dere hadde en 	f	Perhaps it is s	Kanskje er det 	28
97	2	“15 % is fine h	«15 % er helt g	f	“Old equipment”	«Gammelt utstyr	28
98	3	“Use the table 	«Bruk tabellver	f	Then the report	Da forteller ik	28
99	4	“Which errors w	«Hvilke feil vi	t	The direction o	Retningen på av	28
100	1	Introduce roles	Innfører roller	t	Everyone gets p	Alle får øving,	29
101	2	Leave it, since	Lar det være, s	f	Efficient is no	Effektivt er ik	29
102	3	Tell the one at	Sier til den so	f	You assume a mo	Du antar et mot	29
103	1	Let a group mat	La en på gruppe	f	It saves the sa	Det redder prøv	30
104	2	Show it slowly 	Vise det sakte 	t	First a model, 	Først et eksemp	30
105	3	Say that it is 	Si at det er le	f	It is meant as 	Det er ment som	30
106	1	Cross out the r	Stryker avlesni	f	You change thei	Du endrer journ	31
107	2	Announce to the	Kunngjør for he	f	It exposes a gr	Det henger ut e	31
108	3	Ask openly how 	Spør åpent hvor	t	There may be a 	Det kan finnes 	31
109	4	Overlook it; on	Overser det; én	f	Honest data is 	Ærlige data er 	31
110	1	Report it as a 	Melder det som 	t	What nearly wen	Det som nesten 	32
111	2	Nothing more; r	Ikke noe mer; m	f	Then the chance	Da går sjansen 	32
112	3	Find out which 	Finner ut hvilk	f	Reporting is fo	Å melde fra er 	32
113	1	Correct the lan	Rette språket p	f	Sentences polis	Setninger som p	33
114	2	Say what you no	Si hva du la me	t	You take the la	Du tar det stor	33
115	3	Write a suitabl	Skrive et passe	f	Then the most i	Da blir det vik	33
116	4	Ask the student	Be studenten ko	f	Structure is ex	Strukturen er n	33
117	1	“Why have you n	«Hvorfor har du	f	The question so	Spørsmålet høre	34
118	2	“Don't you thin	«Tror du ikke a	f	This gives away	Dette gir bort 	34
119	3	“What do you wa	«Hva vil du at 	t	The student mus	Studenten må fo	34
120	1	Point out that 	Påpeke at det l	t	It is a draft, 	Det er et utkas	35
121	2	Nothing: the so	Ingenting: Kild	f	A reference doe	En referanse gj	35
122	3	Advise the stud	Råde studenten 	f	This teaches th	Da lærer studen	35
123	4	Report the draf	Melde utkastet 	f	Nothing has bee	Ingenting er le	35
124	1	That it is forb	At det er forbu	f	A rule you have	En regel du har	36
125	2	That it is fine	At det er greit	f	It sounds reaso	Det høres rimel	36
126	3	That you do not	At du ikke vet,	t	The rules vary 	Reglene variere	36
127	1	Correct all err	Rette alle feil	f	A page full of 	En side full av	37
128	2	Retell the argu	Gjenfortelle ar	t	You take the th	Du tar tanken p	37
129	3	Leave language 	La språket ligg	f	Then the studen	Da går studente	37
130	4	Pick one patter	Velge ett mønst	t	One pattern at 	Ett mønster om 	37
131	1	Dictate one goo	Diktere én god 	f	The start is th	Da er starten d	38
132	2	Ask what the st	Spørre hva stud	t	The notes are t	Stikkordene er 	38
133	3	Explain that yo	Forklare at du 	f	You should not 	Du skal ikke sk	38
134	1	Give an honest 	Gi et ærlig ans	f	Such an estimat	Et slikt anslag	39
135	2	Say that it loo	Si at det ser b	f	General praise 	Generell ros gi	39
136	3	Say that the st	Si at studenten	f	The question is	Spørsmålet er n	39
137	4	Say that the ex	Si at sensor av	t	The student pra	Studenten øver 	39
138	1	You move the pa	Du flytter avsn	f	Your order may 	Rekkefølgen din	40
139	2	The student wri	Studenten skriv	t	Gaps, repetitio	Hull, gjentakel	40
140	3	The student rea	Studenten leser	f	Reading aloud i	Høytlesing er b	40
141	1	“You start the 	«Du starter tel	f	The code will w	Koden vil virke	41
142	2	“Have you been 	«Har du vært på	f	It sounds like 	Det høres ut so	41
143	3	“What did you e	«Hva forventet 	t	The gap between	Avstanden mello	41
144	4	“Do you underst	«Forstår du hvo	f	A yes or no tel	Et ja eller nei	41
145	1	Wait calmly for	Vente rolig noe	t	Two seconds is 	To sekunder er 	42
146	2	Ask the questio	Stille spørsmål	f	A new wording s	En ny formuleri	42
147	3	Answer yourself	Svare selv, så 	f	Then you have d	Da har du gjort	42
148	1	Give the same h	Gi de samme hin	f	Scaffolding tha	Et stillas som 	43
149	2	Give a much har	Gi en mye vansk	f	The leap is lar	Spranget er sto	43
150	3	Go on to the ne	Gå videre til n	f	Letting go is r	Å slippe taket 	43
151	4	Let the student	La studenten si	t	You reduce the 	Du trapper ned 	43
152	1	Say kindly that	Si vennlig at d	f	You do not yet 	Du vet ennå ikk	44
153	2	Ask how the stu	Spørre hvordan 	t	You get to see 	Du får se reson	44
154	3	Say “almost” so	Si «nesten» for	f	The misconcepti	Misoppfatningen	44
155	1	Gather the five	Samle de fem ve	t	The time goes f	Tiden rekker le	45
156	2	Show the soluti	Vise løsningen 	f	It is quick, bu	Det går fort, m	45
157	3	Say openly how 	Si åpent hvorda	t	Openness feels 	Åpenhet oppleve	45
158	4	Take the quicke	Ta de raskeste 	f	Those who need 	De som trenger 	45
159	1	Lead the conver	Lede samtalen f	f	Your task is th	Oppgaven din er	46
205	1	Write the task 	Skrive oppgaven	t	Many rooms are 	Mange rom er st	59
160	2	Promise to tell	Love å ikke si 	f	You may not be 	Du kan kanskje 	46
161	3	Listen for a li	Lytte en liten 	t	You meet the pe	Du møter mennes	46
162	4	Tell about a ha	Fortelle om en 	f	It is well mean	Det er godt men	46
163	1	Answer this tim	Svare denne gan	f	It helps one st	Det hjelper én 	47
164	2	Write the next 	Skrive neste da	t	A friendly and 	En vennlig og t	47
165	3	Not answer any 	Ikke svare på f	f	A limit that is	En grense som i	47
166	1	You sum up the 	Du oppsummerer 	f	Your summary sh	Oppsummeringen 	48
167	2	You tell the st	Du sier at stud	f	It is a kind of	Det er et vennl	48
168	3	You check that 	Du sjekker at s	f	A right answer 	Et riktig svar 	48
169	4	The student exp	Studenten forkl	t	Explaining in o	Å forklare med 	48
170	1	Let them go, si	La dem gå, side	f	Ownership matte	Eierskap er vik	49
171	2	Hand out a list	Dele ut en list	f	Formulating the	Å formulere mål	49
172	3	Ask what they a	Spørre hva de a	t	The question br	Spørsmålet føre	49
173	1	“What must it b	«Hva må den kun	t	You help them t	Du hjelper dem 	50
174	2	“I may not say 	«Det kan jeg ik	f	Holding back is	Å holde seg til	50
175	3	“The first one.	«Den første. De	f	It saves time, 	Det sparer tid,	50
176	4	“Take the cheap	«Ta den billigs	f	This is also de	Også dette er å	50
177	1	Ask one of the 	Spørre en av de	f	Silence need no	Stillhet trenge	51
178	2	Suggest that al	Foreslå at alle	t	Everyone gets t	Alle får tid ti	51
179	3	Tell the talkat	Si til den som 	f	It may shame so	Det kan gi skam	51
180	4	Let them discus	La dem drøfte s	t	The threshold i	Terskelen er la	51
181	1	Write to the fo	Skrive til det 	f	You have then j	Da har du dømt 	52
182	2	Advise them to 	Råde dem til å 	f	It saves the pr	Det redder prod	52
183	3	Say that unequa	Si at ulik inns	f	It is common, b	Det er vanlig, 	52
184	4	Help them prepa	Hjelpe dem å fo	t	The group takes	Gruppa tar det 	52
185	1	Stop them now a	Stoppe dem nå o	f	You may save a 	Du sparer kansk	53
186	2	Ask how they wi	Spørre hvordan 	t	They keep the i	De beholder ide	53
187	3	Praise the comm	Rose engasjemen	f	Engagement dese	Engasjement for	53
188	1	Two members dis	To medlemmer er	f	It is disagreem	Dette er uenigh	54
189	2	Someone starts 	Noen starter en	t	When safety is 	Når sikkerheten	54
190	3	The group has c	Gruppa har valg	f	Ask about the g	Spør om den stø	54
191	4	The group is qu	Gruppa er still	f	A pause may be 	En pause kan væ	54
192	1	As a sign that 	Som et tegn på 	f	Friction is nor	Friksjon er nor	55
193	2	As something th	Som noe som går	f	Unspoken expect	Uuttalte forven	55
194	3	As normal frict	Som normal frik	t	The disagreemen	Uenigheten blir	55
195	1	Each says one t	Hver sier én ti	t	They assess the	De vurderer sin	56
196	2	You tell them h	Du forteller hv	f	A comparison wi	En sammenlignin	56
197	3	Each member get	Hvert medlem få	f	A mark is a jud	En karakter er 	56
198	1	How you can lea	Hvordan du kan 	f	Useful, but onl	Nyttig, men før	57
199	2	What the studen	Hva studentene 	t	The aim decides	Målet bestemmer	57
200	3	Whether the stu	Om studentene v	f	Fun can help, b	Det morsomme ka	57
201	1	Take the silenc	Ta stillheten s	f	Silence on scre	Stillhet på skj	58
202	2	Pick a name fro	Velge et navn f	f	You hear about 	Du får høre om 	58
203	3	Ask them to swi	Be dem slå på k	f	You see faces, 	Du ser ansikter	58
204	4	Give a short ta	Gi en kort oppg	t	Everyone must t	Alle må tenke, 	58
206	2	Make the groups	Lage større gru	f	In larger group	I større gruppe	59
207	3	Ask each room t	Be hvert rom ta	t	A small common 	Et lite felles 	59
208	4	Drop in unannou	Komme innom uan	f	Visits are good	Besøk er bra nå	59
209	1	The complete so	Hele løsningen,	f	It takes the ta	Det tar oppgave	60
210	2	Thanks for shar	Takk for at for	t	It becomes safe	Det blir trygt 	60
211	3	“Wrong in step 	«Feil i steg 2.	f	It is correct, 	Det stemmer, me	60
212	4	That the studen	At studenten he	f	Open attempts a	Åpne forsøk er 	60
213	1	Record it, sinc	Gjøre opptak, s	f	The purpose is 	Formålet er god	61
214	2	Let the student	La studenten gj	f	It is the same 	Inngrepet er de	61
215	3	Say no for now,	Si nei inntil v	t	The one who is 	Den som er syk,	61
216	1	Add symbols or 	Legge til symbo	t	Then the meanin	Da når meningen	62
217	2	Ask in the foru	Spørre i forume	f	No one should h	Ingen bør måtte	62
218	3	Share it as a p	Dele det som et	f	Without alterna	Uten alternativ	62
219	1	Use it, but rem	Bruke den, men 	f	The texts may s	Tekstene kan fo	63
220	2	Use it and read	Bruke den og le	f	Quality control	Kvalitetskontro	63
221	3	Ask each studen	Spørre hver stu	f	Students may fi	Studenter kan s	63
222	4	Leave it, and a	La det være, og	t	The choice of t	Valg av verktøy	63
223	1	Remind those on	Minne dem på sk	f	Breaking in fro	Å bryte inn fra	64
224	2	Let the six fol	La de seks følg	f	A summary is no	En oppsummering	64
225	3	Repeat the ques	Gjenta spørsmål	t	All hear the qu	Alle hører spør	64
\.



COPY public.modules_peerevaluation (id, leased_at, lease_ends_at, released_at, comment, given_at, flagged_at, flagged_because, answered_at, answer, is_withheld, answered_by_id, essay_id, evaluator_id, module_id) FROM stdin;
1	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	18	122	1
2	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	19	123	1
3	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	20	124	1
4	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	21	125	1
5	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	22	126	1
6	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	23	127	1
7	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	30	122	2
8	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	31	123	2
9	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	32	124	2
10	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	33	125	2
11	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	34	126	2
12	2026-11-25 20:56:56.683914+00	2026-11-29 20:56:56.683914+00	\N	Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre.	2026-11-26 18:56:56.683914+00	\N		\N		f	\N	35	127	2
\.



COPY public.modules_question (id, "position", text_en, text_nb, module_id) FROM stdin;
1	1	A student hands in a working program where everything happens in one method of 120 lines. Which comment helps most?	En student leverer et program som virker, men der alt skjer i én metode på 120 linjer. Hvilken kommentar hjelper mest?	1
2	2	A lab report has about twenty-five weaknesses, from a misunderstood theory to missing commas. What do you do?	En labrapport har omtrent tjuefem svakheter, fra misforstått teori til manglende komma. Hva gjør du?	1
3	3	Which of these is most clearly formative assessment?	Hva av dette er tydeligst formativ vurdering?	1
4	4	Choose two: which measures make it more likely that students use the feedback they get?	Velg to: Hvilke tiltak gjør det mer sannsynlig at studentene bruker tilbakemeldingene de får?	1
5	5	A student asks: “Was mine better or worse than the others'?” The course uses criteria-based assessment. What do you answer?	En student spør: «Var min bedre eller dårligere enn de andres?» Emnet bruker kriteriebasert vurdering. Hva svarer du?	1
6	6	Two hand-ins in your group are nearly word for word alike. What do you do?	To innleveringer i gruppen din er nesten ordrett like. Hva gjør du?	1
7	7	You discover that another learning assistant approves hand-ins that you would have sent back. What is the best first step?	Du oppdager at en annen læringsassistent godkjenner innleveringer du ville ha sendt i retur. Hva er det beste første steget?	1
8	8	You write: “You are obviously careless and have not read the task.” The task really has been misread. How should the comment be changed?	Du skriver: «Du er tydeligvis slurvete og har ikke lest oppgaven.» Oppgaven er faktisk feillest. Hvordan bør kommentaren endres?	1
9	1	A student says: “I don't get task 3 at all.” What do you do first?	En student sier: «Jeg skjønner ingenting av oppgave 3.» Hva gjør du først?	2
10	2	You ask a good question. The student looks down at the paper and says nothing for three seconds. What now?	Du stiller et godt spørsmål. Studenten ser ned i arket og sier ingenting på tre sekunder. Hva nå?	2
11	3	Choose two: which questions best show you whether a student has understood why a while loop ends?	Velg to: Hvilke spørsmål viser deg best om en student har forstått hvorfor en while-løkke stopper?	2
12	4	A student has tried for fifteen minutes, is visibly frustrated, and cannot answer your open questions. What is a good next step?	En student har prøvd i et kvarter, er synlig frustrert og får ikke svart på de åpne spørsmålene dine. Hva er et godt neste steg?	2
13	5	“Is this right?” asks a student, and shows a correct solution of an equation. Which answer gives most learning?	«Er dette riktig?» spør en student og viser en korrekt løsning av en likning. Hvilket svar gir mest læring?	2
14	6	Twelve students are in the queue, and you see that at least four of them are stuck on the same sub-task. What is wisest?	Tolv studenter står i kø, og du ser at minst fire av dem står fast på den samme deloppgaven. Hva er klokest?	2
15	7	A student asks about something in the subject that you do not know. What do you do?	En student spør om noe faglig som du ikke kan. Hva gjør du?	2
16	8	It is half an hour to the deadline. A student pushes the keyboard over to you: “Just write that function, then I'll understand it afterwards.” What do you do?	Det er en halv time til fristen. En student skyver tastaturet over til deg: «Bare skriv den funksjonen, så skjønner jeg den etterpå.» Hva gjør du?	2
17	1	You plan a seminar on two theories of motivation. Which aim helps you most in choosing activities?	Du planlegger et seminar om to motivasjonsteorier. Hvilket mål hjelper deg mest når du skal velge aktiviteter?	3
18	2	You ask the whole group of twenty a question. The same two as always raise their hands. What do you do?	Du stiller et spørsmål til hele gruppen på tjue. De samme to som alltid rekker opp hånden. Hva gjør du?	3
19	3	Which question invites most to reasoning in a seminar about open data?	Hvilket spørsmål inviterer mest til resonnement i et seminar om åpne data?	3
20	4	A student gives an answer that is clearly wrong. Choose two: which responses keep both the safety and the academic level?	En student gir et svar som klart er galt. Velg to: Hvilke reaksjoner tar vare på både tryggheten og det faglige nivået?	3
21	5	It turns out that three of fifteen have read the text. How do you use the seminar?	Det viser seg at tre av femten har lest teksten. Hvordan bruker du seminaret?	3
22	6	One student speaks often and long, and the others have begun to look at their phones. You have already tried to invite others in. What is a good next step?	Én student snakker ofte og lenge, og de andre har begynt å se på telefonene sine. Du har alt prøvd å slippe til andre. Hva er et godt neste steg?	3
23	7	In a discussion about migration one student says to another: “You can tell us how immigrants see this.” What do you do?	I en diskusjon om migrasjon sier en student til en annen: «Du kan jo fortelle oss hvordan innvandrere ser på dette.» Hva gjør du?	3
24	8	There are ten minutes left, and you have one of your planned topics to go. How do you use them?	Det er ti minutter igjen, og du har ett av temaene du planla, igjen. Hvordan bruker du dem?	3
25	1	You see that a student is about to pour water into a beaker of concentrated sulphuric acid. What do you do?	Du ser at en student er i ferd med å helle vann i et begerglass med konsentrert svovelsyre. Hva gjør du?	4
26	2	It is hot, the goggles get foggy, and a good student asks to work without them “just for the last titration”. What do you answer?	Det er varmt, vernebrillene dugger, og en flink student ber om å få jobbe uten «bare på den siste titreringen». Hva svarer du?	4
27	3	You are going to tutor at a lab in two days. Choose two: which preparations help you most?	Du skal veilede på en lab om to dager. Velg to: Hvilke forberedelser hjelper deg mest?	4
28	4	A group has measured a density 15 % below the table value and asks what they have done wrong. What is the best answer?	En gruppe har målt en tetthet 15 % under tabellverdien og spør hva de har gjort feil. Hva er det beste svaret?	4
29	5	In a group of three, one has operated the oscilloscope in all three labs, and another has only written. What do you do?	I en gruppe på tre har én betjent oscilloskopet på alle de tre labene, og en annen har bare skrevet. Hva gjør du?	4
30	6	A student is to pipette for the first time, and the hand is shaking. What helps best?	En student skal pipettere for første gang og skjelver på hånden. Hva hjelper best?	4
31	7	You notice that a group has written one more reading in the journal than they had time to measure. What do you do first?	Du legger merke til at en gruppe har ført én avlesning mer i journalen enn de kan ha rukket å måle. Hva gjør du først?	4
32	8	A glass cracked when it was heated, but nobody was hurt, and it has been swept up. What now?	Et glass sprakk under oppvarming, men ingen ble skadet, og det er feid opp. Hva nå?	4
33	1	A student shows you a six-page draft that is due in a week and asks: “Can you look at the language?” You notice that the report never says which question it answers. What is the best start?	En student viser deg et utkast på seks sider med frist om en uke og spør: «Kan du se på språket?» Du merker at rapporten aldri sier hvilket spørsmål den svarer på. Hva er den beste starten?	5
34	2	In a lab report in chemistry, the discussion only repeats the results. Which question is likely to bring the student furthest?	I en labrapport i kjemi gjentar diskusjonsdelen bare resultatene. Hvilket spørsmål bringer trolig studenten lengst?	5
35	3	In a draft, one paragraph follows a source sentence by sentence with some words replaced, and a reference at the end. What do you do?	I et utkast følger ett avsnitt en kilde setning for setning, med noen ord byttet ut og en referanse til slutt. Hva gjør du?	5
36	4	A student asks whether it is all right to let an AI tool rewrite the introduction. You do not know the rules in the course. What do you answer?	En student spør om det er greit å la et KI-verktøy skrive om innledningen. Du kjenner ikke reglene i emnet. Hva svarer du?	5
37	5	A student who writes in a second language gives you a draft with good thinking and many language errors. You have twenty minutes. Choose two good moves.	En student som skriver på andrespråket sitt, gir deg et utkast med gode tanker og mange språkfeil. Dere har tjue minutter. Velg to gode grep.	5
38	6	A student sits in front of an empty page and says: “Just tell me what you would have written.” What is most helpful?	En student sitter foran et tomt ark og sier: «Bare si hva du ville ha skrevet.» Hva er mest til hjelp?	5
39	7	After a good session the student asks: “So, is this a B?” What do you answer?	Etter en god veiledning spør studenten: «Er dette en B, da?» Hva svarer du?	5
40	8	A ten-page draft of a history essay jumps back and forth. Which method best lets the student discover the structure?	Et utkast på ti sider til et historieessay hopper fram og tilbake. Hvilken metode lar best studenten oppdage strukturen?	5
41	1	In a programming course a student says: “My code doesn't work.” You see the error at once. What do you say first?	I et programmeringsemne sier en student: «Koden min virker ikke.» Du ser feilen med én gang. Hva sier du først?	6
42	2	You have asked an open question. After two seconds the student still says nothing and looks at the sheet. What do you do?	Du har stilt et åpent spørsmål. Etter to sekunder har studenten fortsatt ikke sagt noe og ser ned i arket. Hva gjør du?	6
43	3	In a statistics course a student has solved two tasks with many hints from you and starts on a third of the same kind. What is the best support now?	I et statistikkemne har en student løst to oppgaver med mange hint fra deg og begynner på en tredje av samme slag. Hva er den beste støtten nå?	6
44	4	A student in mechanics gives a wrong answer with great confidence. What is the most useful reaction?	En student i mekanikk gir et galt svar med stor selvsikkerhet. Hva er den mest nyttige reaksjonen?	6
45	5	There are twelve in the help queue and forty minutes left. Five of them are stuck on the same task. Choose two good moves.	Det er tolv i hjelpekøen og førti minutter igjen. Fem av dem står fast på samme oppgave. Velg to gode grep.	6
46	6	A student begins to cry and says that everything has been too much lately. There is no sign of acute danger. What do you do?	En student begynner å gråte og sier at alt har vært for mye i det siste. Ingenting tyder på akutt fare. Hva gjør du?	6
47	7	A student from your course writes to you privately at 23:30 about an exercise, for the third time this week. You have answered the other times. What is the wisest answer?	En student fra emnet skriver privat til deg klokka 23.30 om en øving, for tredje gang denne uka. De andre gangene har du svart. Hva er det klokeste svaret?	6
48	8	You have found the way to the solution together with a student, and there are two minutes left. Which ending tells you most about what has been understood?	Du og en student har sammen funnet veien til løsningen, og det er to minutter igjen. Hvilken avslutning sier deg mest om hva som er forstått?	6
49	1	A group gets a new problem about polluted drinking water. After three minutes they share out four topics and want to go home to read. What do you do?	Ei gruppe får et nytt problem om forurenset drikkevann. Etter tre minutter fordeler de fire temaer og vil gå hjem for å lese. Hva gjør du?	7
50	2	The group asks you: “Which of the two sensors should we choose?” You know one of them is usually better. What is the best answer?	Gruppa spør deg: «Hvilken av de to sensorene bør vi velge?» Du vet at den ene som regel er best. Hva er det beste svaret?	7
51	3	One student talks most of the time. Two others have hardly said anything for half an hour. Which two moves make room without putting anyone on the spot? Choose two.	Én student snakker mesteparten av tiden. To andre har knapt sagt noe på en halvtime. Hvilke to grep gir plass uten å sette noen i forlegenhet? Velg to.	7
52	4	Three members come to you and say that the fourth “does nothing”. The fourth is not present. What do you do first?	Tre medlemmer kommer til deg og sier at den fjerde «ikke gjør noe». Den fjerde er ikke til stede. Hva gjør du først?	7
53	5	A group is following an idea that you think is a detour. They are engaged, there are eight weeks left, and nothing is dangerous. What do you do?	Ei gruppe følger en idé du tror er en omvei. De er engasjerte, det er åtte uker igjen, og ingenting er farlig. Hva gjør du?	7
54	6	In which of these situations should you go straight to steering instead of asking?	I hvilken av disse situasjonene bør du gå rett til å styre i stedet for å spørre?	7
55	7	In the fourth week a group that used to be polite begins to argue about ambitions: some want an A, others want to pass. How do you understand and meet this?	I fjerde uke begynner ei gruppe som har vært høflig, å krangle om ambisjoner: Noen vil ha A, andre vil bestå. Hvordan forstår og møter du dette?	7
56	8	There are five minutes left of a group meeting in the middle of the term. Which ending gives the best formative help?	Det er fem minutter igjen av et gruppemøte midt i semesteret. Hvilken avslutning gir den beste formative hjelpen?	7
57	1	You are to lead a digital exercise session in physics and have heard about an exciting new quiz tool. What should you think through first?	Du skal lede en digital øvingstime i fysikk og har hørt om et spennende nytt quizverktøy. Hva bør du tenke gjennom først?	8
58	2	You ask “Any questions?” to 25 black squares. Nobody answers. What gives you the best picture of what they have understood?	Du spør «Noen spørsmål?» til 25 svarte ruter. Ingen svarer. Hva gir deg det beste bildet av hva de har forstått?	8
59	3	Last time the small rooms were silent, and the students came back with nothing. Which two changes will most likely help? Choose two.	Forrige gang var det stille i de små rommene, og studentene kom tilbake uten noe. Hvilke to endringer vil mest sannsynlig hjelpe? Velg to.	8
60	4	In the course forum a student posts an attempt at an exercise with an error in the second step. Many others are working on the same. What do you write?	I emnets forum legger en student ut et forsøk på en øving med en feil i andre steg. Mange andre arbeider med det samme. Hva skriver du?	8
61	5	A student asks you to record the digital tutoring session, because someone in the group is ill. What do you do?	En student ber deg gjøre opptak av den digitale veiledningen fordi noen på gruppa er syk. Hva gjør du?	8
62	6	You make a sheet with a diagram where right steps are green and wrong ones red. What should you do before you share it?	Du lager et ark med et diagram der riktige steg er grønne og gale er røde. Hva bør du gjøre før du deler det?	8
63	7	You have twenty hand-ins to comment on. A friend suggests an AI service on the internet that gives suggestions for comments. It is not approved by the university. What do you do?	Du har tjue innleveringer å kommentere. En venn foreslår en KI-tjeneste på nettet som gir forslag til kommentarer. Den er ikke godkjent av universitetet. Hva gjør du?	8
64	8	In a seminar, ten students are in the room and six on screen. The talk goes on among those in the room. What is the best move?	I et seminar er ti studenter i rommet og seks på skjerm. Samtalen går mellom dem i rommet. Hva er det beste grepet?	8
\.



COPY public.modules_rating (id, criterion_id, evaluation_id, level_id) FROM stdin;
1	1	1	2
2	2	1	5
3	3	1	8
4	4	1	11
5	1	2	2
6	2	2	5
7	3	2	8
8	4	2	11
9	1	3	2
10	2	3	5
11	3	3	8
12	4	3	11
13	1	4	2
14	2	4	5
15	3	4	8
16	4	4	11
17	1	5	2
18	2	5	5
19	3	5	8
20	4	5	11
21	1	6	2
22	2	6	5
23	3	6	8
24	4	6	11
25	5	7	14
26	6	7	17
27	7	7	20
28	8	7	23
29	5	8	14
30	6	8	17
31	7	8	20
32	8	8	23
33	5	9	14
34	6	9	17
35	7	9	20
36	8	9	23
37	5	10	14
38	6	10	17
39	7	10	20
40	8	10	23
41	5	11	14
42	6	11	17
43	7	11	20
44	8	11	23
45	5	12	14
46	6	12	17
47	7	12	20
48	8	12	23
\.



COPY public.modules_testattempt (id, started_at, paper, answers, handed_in_at, asked, "right", passed, assistant_id, module_id) FROM stdin;
1	2026-11-24 18:56:56.683914+00	[[7, [23, 22, 24]], [8, [25, 28, 27, 26]], [6, [18, 19, 21, 20]], [1, [4, 2, 1, 3]], [4, [11, 13, 12, 14]], [2, [5, 6, 7]], [5, [16, 15, 17]], [3, [9, 8, 10]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 18:56:56.683914+00	8	8	t	122	1
2	2026-11-24 15:56:56.683914+00	[[1, [4, 2, 1, 3]], [6, [21, 20, 19, 18]], [7, [22, 23, 24]], [5, [16, 17, 15]], [2, [5, 7, 6]], [3, [10, 8, 9]], [8, [27, 28, 26, 25]], [4, [12, 13, 11, 14]]]	{"1": [2], "2": [5], "3": [10], "4": [13, 11], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 15:56:56.683914+00	8	8	t	123	1
3	2026-11-24 09:56:56.683914+00	[[2, [7, 5, 6]], [3, [9, 8, 10]], [1, [2, 3, 1, 4]], [6, [20, 18, 21, 19]], [7, [23, 24, 22]], [8, [28, 26, 25, 27]], [4, [12, 13, 14, 11]], [5, [17, 16, 15]]]	{"1": [2], "2": [5], "3": [10], "4": [13, 11], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 09:56:56.683914+00	8	8	t	124	1
4	2026-11-23 10:56:56.683914+00	[[6, [21, 19, 20, 18]], [4, [14, 11, 13, 12]], [8, [26, 27, 28, 25]], [1, [2, 1, 4, 3]], [5, [15, 17, 16]], [2, [7, 5, 6]], [7, [23, 22, 24]], [3, [10, 9, 8]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-23 10:56:56.683914+00	8	8	t	125	1
5	2026-11-25 18:56:56.683914+00	[[1, [2, 4, 3, 1]], [7, [23, 22, 24]], [6, [21, 20, 18, 19]], [5, [17, 15, 16]], [3, [9, 8, 10]], [4, [12, 14, 11, 13]], [2, [6, 5, 7]], [8, [28, 25, 27, 26]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-25 18:56:56.683914+00	8	8	t	126	1
6	2026-11-24 11:56:56.683914+00	[[7, [23, 22, 24]], [2, [5, 7, 6]], [6, [20, 19, 21, 18]], [3, [9, 10, 8]], [4, [14, 11, 12, 13]], [1, [4, 3, 1, 2]], [5, [17, 16, 15]], [8, [25, 28, 27, 26]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 11:56:56.683914+00	8	8	t	127	1
7	2026-11-24 19:56:56.683914+00	[[3, [8, 10, 9]], [5, [15, 17, 16]], [8, [28, 25, 26, 27]], [7, [23, 24, 22]], [4, [11, 13, 14, 12]], [6, [19, 21, 18, 20]], [1, [4, 3, 1, 2]], [2, [5, 7, 6]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 19:56:56.683914+00	8	8	t	128	1
8	2026-11-23 11:56:56.683914+00	[[7, [23, 22, 24]], [3, [10, 8, 9]], [2, [5, 6, 7]], [5, [17, 16, 15]], [4, [14, 13, 11, 12]], [1, [3, 4, 2, 1]], [6, [20, 18, 19, 21]], [8, [25, 28, 26, 27]]]	{"1": [2], "2": [5], "3": [10], "4": [13, 11], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-23 11:56:56.683914+00	8	8	t	129	1
9	2026-11-24 08:56:56.683914+00	[[1, [1, 2, 3, 4]], [4, [14, 11, 12, 13]], [7, [24, 22, 23]], [2, [7, 5, 6]], [6, [18, 21, 20, 19]], [3, [10, 8, 9]], [5, [15, 17, 16]], [8, [26, 28, 27, 25]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 08:56:56.683914+00	8	8	t	130	1
10	2026-11-25 11:56:56.683914+00	[[2, [6, 5, 7]], [6, [21, 19, 20, 18]], [5, [15, 16, 17]], [4, [12, 14, 11, 13]], [1, [2, 1, 3, 4]], [3, [10, 9, 8]], [7, [23, 22, 24]], [8, [26, 27, 25, 28]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-25 11:56:56.683914+00	8	8	t	131	1
11	2026-11-25 08:56:56.683914+00	[[1, [3, 4, 1, 2]], [4, [13, 12, 14, 11]], [6, [19, 18, 21, 20]], [7, [24, 23, 22]], [2, [6, 5, 7]], [8, [27, 26, 25, 28]], [5, [15, 17, 16]], [3, [8, 9, 10]]]	{"1": [2], "2": [5], "3": [10], "4": [13, 11], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-25 08:56:56.683914+00	8	8	t	132	1
12	2026-11-24 20:56:56.683914+00	[[7, [22, 23, 24]], [8, [25, 27, 28, 26]], [1, [4, 3, 2, 1]], [2, [7, 6, 5]], [3, [10, 9, 8]], [4, [11, 14, 12, 13]], [5, [15, 17, 16]], [6, [19, 18, 20, 21]]]	{"1": [2], "2": [5], "3": [10], "4": [11, 13], "5": [16], "6": [21], "7": [23], "8": [27]}	2026-11-24 20:56:56.683914+00	8	8	t	133	1
13	2026-11-24 11:56:56.683914+00	[[15, [50, 51, 53, 52]], [16, [54, 56, 55]], [11, [37, 36, 39, 38]], [12, [41, 40, 42]], [13, [45, 43, 44, 46]], [10, [35, 33, 34]], [14, [48, 47, 49]], [9, [30, 31, 32, 29]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-24 11:56:56.683914+00	8	8	t	122	2
14	2026-11-25 18:56:56.683914+00	[[11, [39, 37, 36, 38]], [14, [48, 47, 49]], [16, [54, 55, 56]], [13, [43, 45, 46, 44]], [10, [34, 35, 33]], [12, [42, 40, 41]], [9, [29, 32, 30, 31]], [15, [52, 53, 50, 51]]]	{"9": [31], "10": [33], "11": [39, 37], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-25 18:56:56.683914+00	8	8	t	123	2
15	2026-11-25 19:56:56.683914+00	[[12, [41, 42, 40]], [16, [56, 55, 54]], [14, [47, 49, 48]], [13, [46, 44, 45, 43]], [15, [52, 50, 51, 53]], [9, [29, 30, 32, 31]], [11, [36, 37, 38, 39]], [10, [35, 33, 34]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-25 19:56:56.683914+00	8	8	t	124	2
16	2026-11-23 14:56:56.683914+00	[[10, [35, 34, 33]], [13, [44, 46, 43, 45]], [12, [41, 42, 40]], [14, [49, 47, 48]], [16, [55, 56, 54]], [15, [52, 53, 50, 51]], [11, [39, 38, 36, 37]], [9, [30, 32, 29, 31]]]	{"9": [31], "10": [33], "11": [39, 37], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-23 14:56:56.683914+00	8	8	t	125	2
17	2026-11-23 12:56:56.683914+00	[[13, [46, 43, 44, 45]], [12, [42, 40, 41]], [11, [39, 36, 37, 38]], [15, [51, 53, 50, 52]], [14, [48, 49, 47]], [9, [31, 29, 30, 32]], [16, [56, 54, 55]], [10, [34, 35, 33]]]	{"9": [31], "10": [33], "11": [39, 37], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-23 12:56:56.683914+00	8	8	t	126	2
18	2026-11-24 11:56:56.683914+00	[[9, [32, 30, 31, 29]], [11, [37, 36, 39, 38]], [13, [45, 46, 43, 44]], [12, [42, 41, 40]], [10, [33, 34, 35]], [14, [48, 49, 47]], [16, [54, 55, 56]], [15, [53, 50, 51, 52]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-24 11:56:56.683914+00	8	8	t	127	2
19	2026-11-24 19:56:56.683914+00	[[14, [47, 48, 49]], [15, [50, 52, 51, 53]], [16, [55, 54, 56]], [9, [32, 30, 29, 31]], [12, [42, 40, 41]], [13, [43, 45, 44, 46]], [10, [35, 33, 34]], [11, [39, 38, 36, 37]]]	{"9": [31], "10": [33], "11": [39, 37], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-24 19:56:56.683914+00	8	8	t	128	2
20	2026-11-23 11:56:56.683914+00	[[9, [30, 32, 29, 31]], [11, [38, 36, 37, 39]], [15, [50, 53, 52, 51]], [14, [47, 48, 49]], [13, [44, 46, 43, 45]], [12, [40, 42, 41]], [16, [54, 56, 55]], [10, [33, 34, 35]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-23 11:56:56.683914+00	8	8	t	129	2
21	2026-11-25 12:56:56.683914+00	[[11, [39, 38, 36, 37]], [10, [34, 33, 35]], [16, [56, 54, 55]], [14, [47, 49, 48]], [13, [43, 46, 45, 44]], [9, [32, 30, 31, 29]], [12, [40, 42, 41]], [15, [53, 50, 51, 52]]]	{"9": [31], "10": [33], "11": [39, 37], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-25 12:56:56.683914+00	8	8	t	130	2
22	2026-11-25 11:56:56.683914+00	[[12, [41, 42, 40]], [10, [34, 35, 33]], [14, [49, 48, 47]], [13, [43, 46, 45, 44]], [9, [32, 29, 31, 30]], [11, [38, 37, 39, 36]], [16, [54, 55, 56]], [15, [52, 53, 50, 51]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-25 11:56:56.683914+00	8	8	t	131	2
23	2026-11-24 18:56:56.683914+00	[[13, [44, 46, 43, 45]], [14, [49, 47, 48]], [9, [31, 32, 30, 29]], [10, [34, 35, 33]], [15, [53, 52, 50, 51]], [11, [37, 36, 39, 38]], [16, [56, 54, 55]], [12, [42, 40, 41]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-24 18:56:56.683914+00	8	8	t	132	2
24	2026-11-23 08:56:56.683914+00	[[11, [37, 39, 38, 36]], [10, [34, 33, 35]], [16, [54, 56, 55]], [13, [44, 43, 45, 46]], [9, [32, 29, 31, 30]], [15, [51, 53, 52, 50]], [12, [40, 42, 41]], [14, [47, 48, 49]]]	{"9": [31], "10": [33], "11": [37, 39], "12": [42], "13": [44], "14": [47], "15": [53], "16": [55]}	2026-11-23 08:56:56.683914+00	8	8	t	133	2
\.



COPY public.pghistory_context (id, created_at, updated_at, metadata) FROM stdin;
\.



COPY public.post_office_attachment (id, file, name, mimetype, headers) FROM stdin;
\.



COPY public.post_office_attachment_emails (id, attachment_id, email_id) FROM stdin;
\.



COPY public.post_office_email (id, from_email, "to", cc, bcc, subject, message, html_message, status, priority, created, last_updated, scheduled_time, headers, context, template_id, backend_alias, number_of_retries, expires_at, message_id, recipient_delivery_status) FROM stdin;
\.



COPY public.post_office_emailtemplate (id, name, description, subject, content, html_content, created, last_updated, default_template_id, language) FROM stdin;
1	place-held	Somebody has registered	LAOS: Du har plass	Hei {{ name }}!\n\nDu er påmeldt:\n{% for date in dates %}\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n{% endfor %}\nForbered deg før du kommer; forberedelsen er obligatorisk. Kan du ikke komme likevel, gi opp datoen på siden din, så får noen andre plassen.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.013801+00	2026-11-26 20:55:56.013815+00	\N	nb
2	place-held	Somebody has registered	LAOS: You have a place	Hello {{ name }},\n\nYou are registered:\n{% for date in dates %}\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n{% endfor %}\nPrepare before you come; the preparation is obligatory. If you cannot come after all, give up the date on your page, so that somebody else gets the place.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.255789+00	2026-11-26 20:55:56.255803+00	1	en
3	waitlisted	Somebody is on a waitlist	LAOS: Du står på venteliste for {{ date.day }}	Hei {{ name }}!\n\nDu er nummer {{ position }} på ventelisten for:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nBlir en plass ledig før {{ date.deadline }}, og det er din tur, får du den med en gang, og vi skriver til deg. Har du plass på en annen dato, beholder du den til da. Du kan når som helst gå av ventelisten på siden din.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.262224+00	2026-11-26 20:55:56.262236+00	\N	nb
4	waitlisted	Somebody is on a waitlist	LAOS: You are on the waitlist for {{ date.day }}	Hello {{ name }},\n\nYou are number {{ position }} on the waitlist for:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nIf a place comes free before {{ date.deadline }} and it is your turn, you get it at once, and we write to you. If you hold another date, you keep it until then. You can leave the waitlist on your page at any time.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.271036+00	2026-11-26 20:55:56.271049+00	3	en
5	promoted	Somebody got a place from the waitlist	LAOS: Du fikk plass {{ date.day }}	Hei {{ name }}!\n\nEn plass ble ledig, og den er din:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nForbered deg før du kommer; forberedelsen er obligatorisk.{% if date.deadline %} Vil du ikke ha plassen, gi den opp på siden din innen {{ date.deadline }}.{% endif %}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.278573+00	2026-11-26 20:55:56.278586+00	\N	nb
6	promoted	Somebody got a place from the waitlist	LAOS: You got a place on {{ date.day }}	Hello {{ name }},\n\nA place came free, and it is yours:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nPrepare before you come; the preparation is obligatory.{% if date.deadline %} If you do not want the place, give it up on your page by {{ date.deadline }}.{% endif %}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.290219+00	2026-11-26 20:55:56.290235+00	5	en
7	swapped	Somebody got another date in place of the one they held	LAOS: Ny dato {{ date.day }}	Hei {{ name }}!\n\nDu har fått en ny dato{% if from_waitlist %} fra ventelisten{% endif %}:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nDen er i stedet for denne, som du ikke lenger har:\n\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.302354+00	2026-11-26 20:55:56.302369+00	\N	nb
8	swapped	Somebody got another date in place of the one they held	LAOS: New date, {{ date.day }}	Hello {{ name }},\n\nYou have a new date{% if from_waitlist %} from the waitlist{% endif %}:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nIt takes the place of this one, which you no longer hold:\n\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.306214+00	2026-11-26 20:55:56.306224+00	7	en
9	given-up	A place was given up or taken away	LAOS: Du har ikke lenger plass {{ date.day }}	Hei {{ name }}!\n\n{% if by_themselves %}Du har gitt opp denne datoen:{% else %}Du har ikke lenger plass på denne datoen:{% endif %}\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nTrenger du fortsatt en dato for denne kjernemodulen, velg en ny her: {{ register_page }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.310811+00	2026-11-26 20:55:56.310822+00	\N	nb
10	given-up	A place was given up or taken away	LAOS: You no longer hold {{ date.day }}	Hello {{ name }},\n\n{% if by_themselves %}You have given up this date:{% else %}You no longer have a place on this date:{% endif %}\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nIf you still need a date of this core module, choose another here: {{ register_page }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.317846+00	2026-11-26 20:55:56.317858+00	9	en
11	session-changed	A session has another time, room or link	LAOS: Endring {{ date.day }}	Hei {{ name }}!\n\n{% if waits %}Samlingen du venter på, er endret.{% else %}Samlingen du har plass på, er endret.{% endif %} Dette gjelder nå:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if waits %}Kan du ikke komme da, gå av ventelisten på siden din: Du får plassen så snart en blir ledig og det er din tur.{% elif date.deadline %}Kan du ikke komme da, velg en annen dato på siden din innen {{ date.deadline }}.{% else %}Kan du ikke komme da, skriv til oss.{% endif %}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.334612+00	2026-11-26 20:55:56.334627+00	\N	nb
12	session-changed	A session has another time, room or link	LAOS: Change on {{ date.day }}	Hello {{ name }},\n\n{% if waits %}The seminar you wait for has changed.{% else %}The seminar you have a place in has changed.{% endif %} This holds now:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if waits %}If you cannot come then, leave its waitlist on your page: it is yours as soon as a place comes free and it is your turn.{% elif date.deadline %}If you cannot come then, choose another date on your page by {{ date.deadline }}.{% else %}If you cannot come then, write to us.{% endif %}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.371116+00	2026-11-26 20:55:56.371131+00	11	en
13	session-cancelled	A session is cancelled	LAOS: Avlyst {{ date.day }}{% if not waits and not holds %}, velg en ny dato{% endif %}	Hei {{ name }}!\n\nDenne samlingen er dessverre avlyst:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if waits %}Du står ikke lenger på ventelisten. {% endif %}{% if holds %}Du har en annen dato og beholder den. {% elif waits %}Du har ingen dato for {{ date.module|lower }} ennå. {% else %}Du trenger en annen dato. {% endif %}{% if open %}Disse har ledige plasser nå og passer for deg:\n{% for date in open %}\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}{% if date.language %}, på {{ date.language|lower }}{% endif %}\n{% endfor %}\n{% else %}Akkurat nå har ingen dato som passer for deg, ledig plass; du kan stå på venteliste.\n\n{% endif %}Velg her: {{ register_page }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.452697+00	2026-11-26 20:55:56.452711+00	\N	nb
14	session-cancelled	A session is cancelled	LAOS: Cancelled, {{ date.day }}{% if not waits and not holds %}: choose another date{% endif %}	Hello {{ name }},\n\nUnfortunately this seminar is cancelled:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if waits %}You are no longer on its waitlist. {% endif %}{% if holds %}You hold another date, and keep it. {% elif waits %}You hold no date of {{ date.module|lower }} yet. {% else %}You need another date. {% endif %}{% if open %}These have places now and fit you:\n{% for date in open %}\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}{% if date.language %}, in {{ date.language }}{% endif %}\n{% endfor %}\n{% else %}Just now no date that fits you has a place left; you can wait for a full one.\n\n{% endif %}Choose here: {{ register_page }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.462267+00	2026-11-26 20:55:56.462279+00	13	en
15	exchange-offered	Two people hold each other's wished dates	LAOS: Vil du bytte dato?	Hei {{ name }}!\n\nNoen som har plass på datoen du venter på, venter på din:\n\nDu får\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nDu gir\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nByttet skjer når dere begge har sagt ja. Svar innen {{ expires }}: {{ exchange_page }}\nSvarer du ikke, beholder du datoen du har.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.467645+00	2026-11-26 20:55:56.467654+00	\N	nb
16	exchange-offered	Two people hold each other's wished dates	LAOS: Would you like to exchange dates?	Hello {{ name }},\n\nSomebody who holds the date you wait for waits for yours:\n\nYou get\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nYou give\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nThe exchange is done when you have both said yes. Answer by {{ expires }}: {{ exchange_page }}\nIf you do not answer, you keep the date you hold.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.469262+00	2026-11-26 20:55:56.469268+00	15	en
17	exchange-done	An exchange is done	LAOS: Byttet er gjort, ny dato {{ date.day }}	Hei {{ name }}!\n\nDere har begge sagt ja{% if other_name %}, du og {{ other_name }}{% endif %}. Din nye dato:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nDen er i stedet for denne, som du ikke lenger har:\n\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.4832+00	2026-11-26 20:55:56.483214+00	\N	nb
18	exchange-done	An exchange is done	LAOS: The exchange is done, new date {{ date.day }}	Hello {{ name }},\n\nYou have both said yes{% if other_name %}, you and {{ other_name }}{% endif %}. Your new date:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nIt takes the place of this one, which you no longer hold:\n\n{{ old.module }}: {{ old.day }}, {{ old.start }}–{{ old.end }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.49656+00	2026-11-26 20:55:56.496575+00	17	en
19	exchange-declined	An exchange came to nothing	LAOS: Byttet ble ikke noe av	Hei {{ name }}!\n\nByttet av {{ old.day }} mot {{ date.day }} ble ikke noe av. {% if lapsed %}Noe annet er endret i mellomtiden; siden din viser hvilken dato du har.{% else %}Du beholder datoen du har, og plassen din på ventelisten.{% endif %}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.502217+00	2026-11-26 20:55:56.502228+00	\N	nb
20	exchange-declined	An exchange came to nothing	LAOS: The exchange came to nothing	Hello {{ name }},\n\nThe exchange of {{ old.day }} for {{ date.day }} came to nothing. {% if lapsed %}Something else has changed in the meantime; your page says which date you hold.{% else %}You keep the date you hold, and your place on the waitlist.{% endif %}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.513609+00	2026-11-26 20:55:56.513621+00	19	en
21	registration-open	Reminder: registration has opened	LAOS: Påmeldingen for {{ term }} er åpen	Hei {{ name }}!\n\nDu er læringsassistent {{ term }} og kan nå velge en dato for hver kjernemodul. Det er begrenset med plasser; påmeldingen stenger {{ closes }}.\n\nMeld deg på: {{ register_page }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.516061+00	2026-11-26 20:55:56.516071+00	\N	nb
22	registration-open	Reminder: registration has opened	LAOS: Registration for {{ term }} is open	Hello {{ name }},\n\nYou are a learning assistant in {{ term }} and can now choose a date of each core module. Places are limited; registration closes {{ closes }}.\n\nRegister: {{ register_page }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.569443+00	2026-11-26 20:55:56.569457+00	21	en
23	registration-closing	Reminder: registration is about to close	LAOS: Påmeldingen stenger {{ closes }}	Hei {{ name }}!\n\nDu mangler fortsatt en dato for kjernemodul {{ modules|join:" og " }}. Påmeldingen for {{ term }} stenger {{ closes }}.\n\nVelg dato: {{ register_page }}\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.65448+00	2026-11-26 20:55:56.654496+00	\N	nb
24	registration-closing	Reminder: registration is about to close	LAOS: Registration closes {{ closes }}	Hello {{ name }},\n\nYou still need a date of core module {{ modules|join:" and " }}. Registration for {{ term }} closes {{ closes }}.\n\nChoose a date: {{ register_page }}\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.659356+00	2026-11-26 20:55:56.659368+00	23	en
25	seminar-ahead	Reminder: a seminar ahead, with its preparation	LAOS: Snart {{ date.module }}, {{ date.day }}	Hei {{ name }}!\n\nDu har plass her:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if prepared %}Du har bekreftet at du er forberedt.{% else %}Gjør den obligatoriske forberedelsen før du kommer, og bekreft den på siden din.{% endif %} Kan du ikke komme, {% if date.deadline %}gi opp datoen innen {{ date.deadline }}, så får noen andre plassen{% else %}skriv til oss{% endif %}.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.694705+00	2026-11-26 20:55:56.69472+00	\N	nb
26	seminar-ahead	Reminder: a seminar ahead, with its preparation	LAOS: Soon {{ date.module }}, {{ date.day }}	Hello {{ name }},\n\nYou have a place here:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\n{% if prepared %}You have confirmed that you are prepared.{% else %}Do the obligatory preparation before you come, and confirm it on your page.{% endif %} If you cannot come, {% if date.deadline %}give up the date by {{ date.deadline }}, so that somebody else gets the place{% else %}write to us{% endif %}.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.722396+00	2026-11-26 20:55:56.722411+00	25	en
27	seminar-tomorrow	Reminder: a seminar tomorrow	LAOS: {{ date.module }} {{ date.day }}	Hei {{ name }}!\n\nVi sees snart:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nMøt fra begynnelsen: Kommer du for sent eller går for tidlig, regnes det som delvis oppmøte, og da må du møte på en annen dato.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.730467+00	2026-11-26 20:55:56.730482+00	\N	nb
28	seminar-tomorrow	Reminder: a seminar tomorrow	LAOS: {{ date.module }}, {{ date.day }}	Hello {{ name }},\n\nSee you soon:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nBe there from the beginning: coming late or leaving early counts as partial attendance, and then you must attend another date.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.736465+00	2026-11-26 20:55:56.736479+00	27	en
29	preparation-missing	Reminder: the preparation is not confirmed	LAOS: Er du forberedt til {{ date.day }}?	Hei {{ name }}!\n\nDu har plass her, men har ikke bekreftet at du har gjort den obligatoriske forberedelsen:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nGjør den, og bekreft den på siden din før samlingen begynner.\n\nDatoene dine: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.742047+00	2026-11-26 20:55:56.742059+00	\N	nb
30	preparation-missing	Reminder: the preparation is not confirmed	LAOS: Are you prepared for {{ date.day }}?	Hello {{ name }},\n\nYou have a place here, but have not confirmed that you have done the obligatory preparation:\n\n{{ date.module }}: {{ date.day }}, {{ date.start }}–{{ date.end }}\n{{ date.where }}\n\nDo it, and confirm it on your page before the seminar begins.\n\nYour dates: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.753329+00	2026-11-26 20:55:56.753342+00	29	en
31	module-chosen	Somebody has chosen an online module	LAOS: Du har valgt {{ module }}	Hei {{ name }}!\n\n{{ module }} er en av dine to nettmoduler. Den gjøres i tre steg: en test, et essay og vurdering av to andres essay.\n{% if hand_in_by %}\nLever essayet innen {{ hand_in_by }}.{% endif %}{% if complete_by %}\nFullfør modulen innen {{ complete_by }}.{% endif %}\n\nDu kan velge en annen modul i stedet helt til du har levert.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.75824+00	2026-11-26 20:55:56.758251+00	\N	nb
32	module-chosen	Somebody has chosen an online module	LAOS: You have chosen {{ module }}	Hello {{ name }},\n\n{{ module }} is one of your two online modules. It is done in three steps: a test, an essay, and the evaluation of two others' essays.\n{% if hand_in_by %}\nHand in your essay by {{ hand_in_by }}.{% endif %}{% if complete_by %}\nComplete the module by {{ complete_by }}.{% endif %}\n\nYou can choose another module instead until you have handed in.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.770937+00	2026-11-26 20:55:56.770948+00	31	en
33	module-completed	Somebody has completed an online module	LAOS: {{ module }} er gjennomført	Hei {{ name }}!\n\nDu har gjennomført {{ module }}. Godt jobbet! Det som gjenstår av LAOS, står på siden din: {{ my_page }}\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.808223+00	2026-11-26 20:55:56.808237+00	\N	nb
34	module-completed	Somebody has completed an online module	LAOS: {{ module }} is completed	Hello {{ name }},\n\nYou have completed {{ module }}. Well done. What is left of LAOS is on your page: {{ my_page }}\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.834308+00	2026-11-26 20:55:56.834322+00	33	en
35	evaluations-received	The evaluations of somebody's essay are in	LAOS: Vurderingene av essayet ditt er klare	Hei {{ name }}!\n\nTo læringsassistenter har vurdert essayet ditt i {{ module }}. Det de skrev, finner du på modulens side. Er en vurdering urimelig, kan du si fra til Uniped der.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.840643+00	2026-11-26 20:55:56.840656+00	\N	nb
36	evaluations-received	The evaluations of somebody's essay are in	LAOS: The evaluations of your essay are in	Hello {{ name }},\n\nTwo learning assistants have evaluated your essay in {{ module }}. You find what they wrote on the page of the module. If an evaluation is unfair, tell Uniped there.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.846306+00	2026-11-26 20:55:56.846316+00	35	en
37	essay-set-aside	Somebody's essay is set aside	LAOS: Essayet ditt i {{ module }} er lagt til side	Hei {{ name }}!\n\nUniped har lagt essayet ditt i {{ module }} til side:\n\n{{ because }}\n\nLever et nytt essay på modulens side. Testen du har bestått og vurderingene du har gitt, teller fortsatt.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.850869+00	2026-11-26 20:55:56.85088+00	\N	nb
38	essay-set-aside	Somebody's essay is set aside	LAOS: Your essay in {{ module }} is set aside	Hello {{ name }},\n\nUniped has set your essay in {{ module }} aside:\n\n{{ because }}\n\nHand in a new essay on the page of the module. The test you have passed and the evaluations you have given still count.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.862498+00	2026-11-26 20:55:56.862512+00	37	en
39	flag-answered	Staff have answered about an evaluation	LAOS: Uniped har sett på vurderingen du sa fra om	Hei {{ name }}!\n\nDu sa fra om at en vurdering av essayet ditt i {{ module }} var urimelig. Uniped svarer:\n\n{{ answer }}{% if is_withheld %}\n\nVurderingen er trukket tilbake og vises ikke lenger for deg.{% endif %}\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.868858+00	2026-11-26 20:55:56.868869+00	\N	nb
40	flag-answered	Staff have answered about an evaluation	LAOS: Uniped has looked at the evaluation you flagged	Hello {{ name }},\n\nYou said that an evaluation of your essay in {{ module }} was unfair. Uniped answers:\n\n{{ answer }}{% if is_withheld %}\n\nThe evaluation is withdrawn, and is no longer shown to you.{% endif %}\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.88126+00	2026-11-26 20:55:56.881273+00	39	en
41	evaluations-wanted	Somebody is asked to help with one more evaluation	LAOS: Kan du vurdere ett essay til?	Hei {{ name }}!\n\nDu har gitt dine to vurderinger i {{ module }}. Noen essay der mangler fortsatt en. Har du en halvtime til overs, hjelper du noen ved å vurdere ett til. Det er frivillig, og du skylder ingen et svar.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.890304+00	2026-11-26 20:55:56.890316+00	\N	nb
42	evaluations-wanted	Somebody is asked to help with one more evaluation	LAOS: Can you evaluate one more essay?	Hello {{ name }},\n\nYou have given your two evaluations in {{ module }}. Some essays there still lack one. If you have half an hour to spare, you would help somebody by evaluating one more. It is voluntary, and you owe nobody an answer.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.892443+00	2026-11-26 20:55:56.892453+00	41	en
43	module-due	Reminder: an online module is due	LAOS: Fristen for {{ module }} er {{ due }}	Hei {{ name }}!\n\n{% if handed_in %}Essayet ditt i {{ module }} er levert. Vurder to andres essay innen {{ due }}.{% elif test_passed %}Du har bestått testen i {{ module }}. Skriv essayet og lever det innen {{ due }}.{% else %}Ta testen i {{ module }}, og lever essayet innen {{ due }}.{% endif %}\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.894297+00	2026-11-26 20:55:56.894307+00	\N	nb
44	module-due	Reminder: an online module is due	LAOS: {{ module }} is due on {{ due }}	Hello {{ name }},\n\n{% if handed_in %}Your essay in {{ module }} is handed in. Evaluate two others' essays by {{ due }}.{% elif test_passed %}You have passed the test of {{ module }}. Write your essay and hand it in by {{ due }}.{% else %}Take the test of {{ module }}, and hand in your essay by {{ due }}.{% endif %}\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.896087+00	2026-11-26 20:55:56.896095+00	43	en
45	module-due-soon	Reminder: an online module is due in a few days	LAOS: Fristen for {{ module }} er {{ due }}	Hei {{ name }}!\n\n{% if handed_in %}Essayet ditt i {{ module }} er levert. Vurder to andres essay innen {{ due }}.{% elif test_passed %}Du har bestått testen i {{ module }}. Skriv essayet og lever det innen {{ due }}.{% else %}Ta testen i {{ module }}, og lever essayet innen {{ due }}.{% endif %}\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.903914+00	2026-11-26 20:55:56.903924+00	\N	nb
46	module-due-soon	Reminder: an online module is due in a few days	LAOS: {{ module }} is due on {{ due }}	Hello {{ name }},\n\n{% if handed_in %}Your essay in {{ module }} is handed in. Evaluate two others' essays by {{ due }}.{% elif test_passed %}You have passed the test of {{ module }}. Write your essay and hand it in by {{ due }}.{% else %}Take the test of {{ module }}, and hand in your essay by {{ due }}.{% endif %}\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.956823+00	2026-11-26 20:55:56.956836+00	45	en
47	essays-waiting	Reminder: there is an essay to evaluate	LAOS: Det er et essay du kan vurdere	Hei {{ name }}!\n\nI {{ module }} ligger det et essay klart til deg. Du henter det på modulens side.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.963792+00	2026-11-26 20:55:56.963805+00	\N	nb
48	essays-waiting	Reminder: there is an essay to evaluate	LAOS: There is an essay for you to evaluate	Hello {{ name }},\n\nIn {{ module }} there is an essay for you to evaluate. You get it on the page of the module.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.971079+00	2026-11-26 20:55:56.971091+00	47	en
49	lease-ending	Reminder: the time to evaluate an essay runs out	LAOS: Vurder essayet innen {{ ends }}	Hei {{ name }}!\n\nDu har et essay i {{ module }} til vurdering. Gi vurderingen innen {{ ends }}; etter det kan noen andre få essayet. Kan du ikke vurdere det, gi det tilbake på siden for vurderingen.\n\nModulen: {{ module_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.980131+00	2026-11-26 20:55:56.980144+00	\N	nb
50	lease-ending	Reminder: the time to evaluate an essay runs out	LAOS: Evaluate the essay by {{ ends }}	Hello {{ name }},\n\nYou have an essay in {{ module }} to evaluate. Give your evaluation by {{ ends }}; then somebody else may get the essay. If you cannot evaluate it, give it back on its page.\n\nThe module: {{ module_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.984578+00	2026-11-26 20:55:56.984591+00	49	en
51	greeting	Somebody who has never logged in was appointed	LAOS: Du er læringsassistent; meld deg på opplæringen	Hei {{ name }}!\n\n{{ department }} har tilsatt deg som læringsassistent {{ term }}:\n{% for course in courses %}\n{{ course }}{% endfor %}\n\nAlle læringsassistenter ved NTNU tar LAOS, 20 timer opplæring: to samlinger, to nettmoduler og møter på instituttet. Du må melde deg på selv:\n\n1. Opprett en konto med denne e-postadressen, {{ address }}, eller NTNU-adressen din: {{ sign_up_page }}\n2. Velg en dato for hver kjernemodul: {{ register_page }}\n\nHva du har gjort og hva som er neste steg: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:56.990258+00	2026-11-26 20:55:56.990268+00	\N	nb
52	greeting	Somebody who has never logged in was appointed	LAOS: You are a learning assistant; register for your training	Hello {{ name }},\n\n{{ department }} has appointed you as a learning assistant in {{ term }}:\n{% for course in courses %}\n{{ course }}{% endfor %}\n\nAll learning assistants at NTNU take LAOS, 20 hours of training: two seminars, two online modules, and meetings in your department. You must register for it yourself:\n\n1. Create an account with this e-mail address, {{ address }}, or your address at NTNU: {{ sign_up_page }}\n2. Choose a date of each core module: {{ register_page }}\n\nWhat you have done and what comes next: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.002384+00	2026-11-26 20:55:57.002398+00	51	en
53	from-coordinator	A coordinator writes	LAOS: {{ about }}	Hei {{ name }}!\n\n{{ words }}\n\n{{ sender }}\n{{ department }}\n\nDu får dette fordi du er læringsassistent {{ term }}. Svar går til {{ sender }}.\nSiden din: {{ my_page }}\n		2026-11-26 20:55:57.012826+00	2026-11-26 20:55:57.012838+00	\N	nb
54	from-coordinator	A coordinator writes	LAOS: {{ about }}	Hello {{ name }},\n\n{{ words }}\n\n{{ sender }}\n{{ department }}\n\nYou get this because you are a learning assistant in {{ term }}. An answer goes to {{ sender }}.\nYour page: {{ my_page }}\n		2026-11-26 20:55:57.02945+00	2026-11-26 20:55:57.029464+00	53	en
55	meeting-planned	Meetings are planned	LAOS: {% if meetings|length == 1 %}Møte {{ meetings.0.day }}{% else %}{{ meetings|length }} møter{% endif %}, {{ meetings.0.department }}	Hei {{ name }}!\n\n{{ meetings.0.department }} har planlagt fagspesifikk oppfølging for deg:\n{% for meeting in meetings %}\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; erstatter {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; obligatorisk{% endif %}{% if meeting.language %}; på {{ meeting.language|lower }}{% endif %}\n{% endfor %}\nDatoene følger med som en fil til kalenderen din. Kan du ikke komme, si fra til koordinatoren din i god tid.\n\nSiden din: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.037118+00	2026-11-26 20:55:57.037129+00	\N	nb
56	meeting-planned	Meetings are planned	LAOS: {% if meetings|length == 1 %}Meeting {{ meetings.0.day }}{% else %}{{ meetings|length }} meetings{% endif %}, {{ meetings.0.department }}	Hello {{ name }},\n\n{{ meetings.0.department }} has planned course-specific follow-up for you:\n{% for meeting in meetings %}\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; makes up for {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; mandatory{% endif %}{% if meeting.language %}; in {{ meeting.language }}{% endif %}\n{% endfor %}\nThe dates come with this letter as a file for your calendar. If you cannot come, tell your coordinator in good time.\n\nYour page: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.042269+00	2026-11-26 20:55:57.04228+00	55	en
57	meeting-changed	A meeting has another time, place or content	LAOS: Endring av {{ meeting.title }}, {{ meeting.day }}	Hei {{ name }}!\n\n{{ meeting.department }} har endret et møte. Dette gjelder nå:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; erstatter {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; obligatorisk{% endif %}{% if meeting.language %}; på {{ meeting.language|lower }}{% endif %}\n\nKan du ikke komme da, si fra til koordinatoren din i god tid.\n\nSiden din: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.050294+00	2026-11-26 20:55:57.050307+00	\N	nb
58	meeting-changed	A meeting has another time, place or content	LAOS: Change of {{ meeting.title }}, {{ meeting.day }}	Hello {{ name }},\n\n{{ meeting.department }} has changed a meeting. This holds now:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; makes up for {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; mandatory{% endif %}{% if meeting.language %}; in {{ meeting.language }}{% endif %}\n\nIf you cannot come then, tell your coordinator in good time.\n\nYour page: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.069196+00	2026-11-26 20:55:57.069209+00	57	en
59	meeting-cancelled	A meeting is cancelled	LAOS: {{ meeting.title }} {{ meeting.day }} {% if is_held %}gjelder ikke lenger deg{% else %}er avlyst{% endif %}	Hei {{ name }}!\n\n{% if is_held %}Dette møtet ved {{ meeting.department }} gjelder ikke lenger deg, og du trenger ikke komme:{% else %}{{ meeting.department }} har avlyst dette møtet:{% endif %}\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n\nDu trenger ikke gjøre noe nå. På siden din ser du hva som er planlagt for deg, og hva du har møtt på.\n\nSiden din: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.112597+00	2026-11-26 20:55:57.11261+00	\N	nb
60	meeting-cancelled	A meeting is cancelled	LAOS: {{ meeting.title }}, {{ meeting.day }}, {% if is_held %}no longer concerns you{% else %}is cancelled{% endif %}	Hello {{ name }},\n\n{% if is_held %}This meeting of {{ meeting.department }} is no longer for you, and you need not come:{% else %}{{ meeting.department }} has cancelled this meeting:{% endif %}\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n\nYou need not do anything now. What is planned for you, and what you have attended, is on your page.\n\nYour page: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.114264+00	2026-11-26 20:55:57.114271+00	59	en
61	objection-answered	An objection to a mark is answered	LAOS: Svar om {{ meeting.title }} {{ meeting.day }}	Hei {{ name }}!\n\nDu har sagt fra om at oppmøtet ditt på dette møtet var feil registrert:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n\nKoordinatoren din svarer:\n\n{{ answer }}\n\nNå er du registrert som: {{ mark }}\n\nSiden din: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.120666+00	2026-11-26 20:55:57.120677+00	\N	nb
62	objection-answered	An objection to a mark is answered	LAOS: Answer about {{ meeting.title }}, {{ meeting.day }}	Hello {{ name }},\n\nYou have said that your mark for this meeting was wrong:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n\nYour coordinator answers:\n\n{{ answer }}\n\nThe mark is now: {{ mark }}\n\nYour page: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.123484+00	2026-11-26 20:55:57.123492+00	61	en
63	meeting-tomorrow	Reminder: a meeting tomorrow	LAOS: {{ meeting.title }} {{ meeting.day }} kl. {{ meeting.start }}	Hei {{ name }}!\n\nVi gleder oss til å se deg:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; erstatter {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; obligatorisk{% endif %}{% if meeting.language %}; på {{ meeting.language|lower }}{% endif %}\n\nKom i tide og bli til slutten: Den som bare er der en del av tiden, har ikke møtt.\n\nSiden din: {{ my_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.129245+00	2026-11-26 20:55:57.129255+00	\N	nb
64	meeting-tomorrow	Reminder: a meeting tomorrow	LAOS: {{ meeting.title }}, {{ meeting.day }} at {{ meeting.start }}	Hello {{ name }},\n\nWe look forward to seeing you:\n\n{{ meeting.title }}: {{ meeting.day }}, {{ meeting.start }}–{{ meeting.end }}\n{{ meeting.where }}\n{{ meeting.parts }}{% if meeting.makes_up_for %}; makes up for {{ meeting.makes_up_for }}{% elif meeting.is_mandatory %}; mandatory{% endif %}{% if meeting.language %}; in {{ meeting.language }}{% endif %}\n\nCome on time, and stay to the end: who is there for only part of it has not attended.\n\nYour page: {{ my_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.150869+00	2026-11-26 20:55:57.150882+00	63	en
65	equivalent-approved	Somebody is exempt	LAOS: Du er fritatt	Hei {{ name }}!\n\nUniped har godkjent utdanningen din: {{ qualification }}. Du er fritatt og trenger ikke å ta LAOS. Var du påmeldt kjernemodulsamlinger som ikke har vært, er du nå meldt av dem.{% if because %}\n\nUniped skriver:\n\n{{ because }}{% endif %}\n\nFritatt er ikke det samme som gjennomført, så du får ikke kursbevis. Ta vare på dette brevet, og vis det til instituttet ditt hvis de spør.\n\nSøknadene dine: {{ equivalents_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.159077+00	2026-11-26 20:55:57.15909+00	\N	nb
66	equivalent-approved	Somebody is exempt	LAOS: You are exempt	Hello {{ name }},\n\nUniped has approved your qualification: {{ qualification }}. You are exempt and need not take LAOS. If you held dates of core modules to come, they are given up.{% if because %}\n\nUniped writes:\n\n{{ because }}{% endif %}\n\nTo be exempt is not to have completed LAOS, so there is no certificate. Keep this letter, and show it to your department if it asks.\n\nYour applications: {{ equivalents_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.165146+00	2026-11-26 20:55:57.165158+00	65	en
67	equivalent-rejected	An application to be exempt is rejected	LAOS: Søknaden din om fritak er ikke godkjent	Hei {{ name }}!\n\nDu søkte om fritak fra LAOS på grunn av dette: {{ qualification }}. Uniped har ikke godkjent det.{% if because %}\n\nUniped skriver:\n\n{{ because }}{% endif %}\n\nDu tar LAOS som andre læringsassistenter. Meld deg på samlinger: {{ register_page }}\nHar du annen dokumentasjon, kan du søke på nytt: {{ equivalents_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.177871+00	2026-11-26 20:55:57.177885+00	\N	nb
68	equivalent-rejected	An application to be exempt is rejected	LAOS: Your application for exemption is not approved	Hello {{ name }},\n\nYou applied to be exempt from LAOS because of this: {{ qualification }}. Uniped has not approved it.{% if because %}\n\nUniped writes:\n\n{{ because }}{% endif %}\n\nYou take LAOS like other learning assistants. Register for your dates: {{ register_page }}\nIf you have other documents, you can apply again: {{ equivalents_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.184292+00	2026-11-26 20:55:57.184304+00	67	en
69	exemption-withdrawn	Somebody is exempt no more	LAOS: Du er ikke lenger fritatt	Hei {{ name }}!\n\nUniped har trukket tilbake fritaket ditt fra LAOS, som du hadde på grunn av dette: {{ qualification }}.\n\nUniped skriver:\n\n{{ because }}\n\nNå må du gjennomføre LAOS som andre læringsassistenter. Det du har deltatt på og gjennomført før, teller fortsatt. Meld deg på samlinger: {{ register_page }}\nHar du annen dokumentasjon, kan du søke på nytt: {{ equivalents_page }}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.190892+00	2026-11-26 20:55:57.190905+00	\N	nb
70	exemption-withdrawn	Somebody is exempt no more	LAOS: You are no longer exempt	Hello {{ name }},\n\nUniped has withdrawn your exemption from LAOS, which you had because of this: {{ qualification }}.\n\nUniped writes:\n\n{{ because }}\n\nYou now need to complete LAOS like other learning assistants. What you have attended and completed before still counts. Register for your dates: {{ register_page }}\nIf you have other documents, you can apply again: {{ equivalents_page }}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.204806+00	2026-11-26 20:55:57.204819+00	69	en
71	certificate-issued	Somebody has completed LAOS	LAOS: Du har gjennomført LAOS	Hei {{ name }}!\n\nDu har møtt opp og gjort alt som hører til LAOS. Godt jobbet, og takk for det du gjør for dem du hjelper!\n\nKursbeviset ditt ligger her, på norsk og engelsk: {{ certificate_page }}\n{% if not has_account %}\nDu har ikke konto ennå. Lag en med denne e-postadressen, så kan du hente kursbeviset: {{ sign_up_page }}\n{% endif %}\nAndre kan se på denne adressen at det er ekte: {{ verify_page }}\n\nEr noe på kursbeviset feil? Skriv til {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.214858+00	2026-11-26 20:55:57.214869+00	\N	nb
72	certificate-issued	Somebody has completed LAOS	LAOS: You have completed LAOS	Hello {{ name }},\n\nYou have attended and completed all that LAOS asks for. Well done, and thank you for what you do for those you help.\n\nYour certificate is here, in Norwegian and English: {{ certificate_page }}\n{% if not has_account %}\nYou have no account yet. Make one with this e-mail address, and the certificate is yours to fetch: {{ sign_up_page }}\n{% endif %}\nOthers can check at this address that it is genuine: {{ verify_page }}\n\nIs something on it wrong? Write to {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.229677+00	2026-11-26 20:55:57.229691+00	71	en
73	certificate-revoked	A certificate is revoked	LAOS: Kursbeviset ditt er trukket tilbake	Hei {{ name }}!\n\n{{ contact_name }} har trukket tilbake kursbeviset ditt for LAOS med serienummer {{ serial }}, av denne grunnen:\n\n{{ because }}\n\nIkke bruk det mer: Den som kontrollerer det, ser at det er trukket tilbake. Det du har vært med på og gjennomført, er fortsatt registrert. Når det som var feil, er rettet, og ingenting mangler, kommer det et nytt kursbevis av seg selv. Slik ligger du an: {{ my_page }}\n\nSpørsmål, eller er dette feil? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.23586+00	2026-11-26 20:55:57.23587+00	\N	nb
74	certificate-revoked	A certificate is revoked	LAOS: Your certificate is revoked	Hello {{ name }},\n\n{{ contact_name }} has revoked your certificate for LAOS with the serial number {{ serial }}, for this reason:\n\n{{ because }}\n\nDo not use it any more: whoever checks it sees that it is revoked. What you have attended and completed stays on record. Once what was wrong is put right and nothing is missing, a new certificate comes by itself. How you stand: {{ my_page }}\n\nQuestions, or is this wrong? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.237503+00	2026-11-26 20:55:57.237511+00	73	en
75	what-is-missing	Reminder: what is missing to complete LAOS	LAOS: Dette mangler du	Hei {{ name }}!\n\nDette mangler før du har gjennomført LAOS:\n{% for one in requirements %}\n{{ one.name }}: {{ one.missing }}.\n{% for step in one.steps %}- {{ step }}\n{% endfor %}{% endfor %}\nAlt sammen, med det du har gjort allerede, står på siden din: {{ my_page }}\n{% if not has_account %}\nDu har ikke konto ennå. Lag en med denne e-postadressen: {{ sign_up_page }}\n{% endif %}\nSpørsmål? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.251578+00	2026-11-26 20:55:57.251591+00	\N	nb
76	what-is-missing	Reminder: what is missing to complete LAOS	LAOS: What you still need to complete it	Hello {{ name }},\n\nThis is what you still need to have completed LAOS:\n{% for one in requirements %}\n{{ one.name }}: {{ one.missing }}.\n{% for step in one.steps %}- {{ step }}\n{% endfor %}{% endfor %}\nAll of it, with what you have done already, is on your page: {{ my_page }}\n{% if not has_account %}\nYou have no account yet. Make one with this e-mail address: {{ sign_up_page }}\n{% endif %}\nQuestions? {{ contact_name }}, {{ contact_email }}\n		2026-11-26 20:55:57.258293+00	2026-11-26 20:55:57.258305+00	75	en
\.



COPY public.post_office_log (id, date, status, exception_type, message, email_id) FROM stdin;
\.



SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 16, true);



SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);



SELECT pg_catalog.setval('public.auth_group_id_seq', 1, true);



SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 83, true);



SELECT pg_catalog.setval('public.auth_permission_id_seq', 224, true);



SELECT pg_catalog.setval('public.completion_completionreport_id_seq', 8, true);



SELECT pg_catalog.setval('public.completion_completionreportevent_pgh_id_seq', 9, true);



SELECT pg_catalog.setval('public.completion_document_id_seq', 4, true);



SELECT pg_catalog.setval('public.completion_equivalentqualification_id_seq', 4, true);



SELECT pg_catalog.setval('public.completion_equivalentqualificationevent_pgh_id_seq', 6, true);



SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);



SELECT pg_catalog.setval('public.django_content_type_id_seq', 56, true);



SELECT pg_catalog.setval('public.django_migrations_id_seq', 75, true);



SELECT pg_catalog.setval('public.enrollment_appointment_id_seq', 328, true);



SELECT pg_catalog.setval('public.enrollment_calendarfeed_id_seq', 1, false);



SELECT pg_catalog.setval('public.enrollment_campus_id_seq', 3, true);



SELECT pg_catalog.setval('public.enrollment_coordinator_id_seq', 2, true);



SELECT pg_catalog.setval('public.enrollment_coresession_id_seq', 97, true);



SELECT pg_catalog.setval('public.enrollment_coresession_leaders_id_seq', 1, true);



SELECT pg_catalog.setval('public.enrollment_course_id_seq', 108, true);



SELECT pg_catalog.setval('public.enrollment_department_id_seq', 100, true);



SELECT pg_catalog.setval('public.enrollment_exchange_id_seq', 1, false);



SELECT pg_catalog.setval('public.enrollment_exchangeside_id_seq', 1, false);



SELECT pg_catalog.setval('public.enrollment_faculty_id_seq', 16, true);



SELECT pg_catalog.setval('public.enrollment_learningassistant_id_seq', 284, true);



SELECT pg_catalog.setval('public.enrollment_letter_id_seq', 98, true);



SELECT pg_catalog.setval('public.enrollment_registration_id_seq', 226, true);



SELECT pg_catalog.setval('public.enrollment_registrationevent_pgh_id_seq', 268, true);



SELECT pg_catalog.setval('public.enrollment_remindertiming_id_seq', 4, true);



SELECT pg_catalog.setval('public.enrollment_term_id_seq', 4, true);



SELECT pg_catalog.setval('public.enrollment_user_groups_id_seq', 2, true);



SELECT pg_catalog.setval('public.enrollment_user_id_seq', 16, true);



SELECT pg_catalog.setval('public.enrollment_user_user_permissions_id_seq', 1, false);



SELECT pg_catalog.setval('public.enrollment_waitlistentry_id_seq', 1, false);



SELECT pg_catalog.setval('public.enrollment_waitlistentryevent_pgh_id_seq', 1, false);



SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);



SELECT pg_catalog.setval('public.modules_choice_id_seq', 40, true);



SELECT pg_catalog.setval('public.modules_choiceevent_pgh_id_seq', 40, true);



SELECT pg_catalog.setval('public.modules_coordinatordigest_id_seq', 1, false);



SELECT pg_catalog.setval('public.modules_criterion_id_seq', 32, true);



SELECT pg_catalog.setval('public.modules_essay_id_seq', 40, true);



SELECT pg_catalog.setval('public.modules_followupattendance_id_seq', 89, true);



SELECT pg_catalog.setval('public.modules_followupattendanceevent_pgh_id_seq', 90, true);



SELECT pg_catalog.setval('public.modules_followupmeeting_courses_id_seq', 1, true);



SELECT pg_catalog.setval('public.modules_followupmeeting_id_seq', 33, true);



SELECT pg_catalog.setval('public.modules_level_id_seq', 96, true);



SELECT pg_catalog.setval('public.modules_moduledates_id_seq', 1, true);



SELECT pg_catalog.setval('public.modules_objection_id_seq', 2, true);



SELECT pg_catalog.setval('public.modules_onlinemodule_id_seq', 8, true);



SELECT pg_catalog.setval('public.modules_option_id_seq', 225, true);



SELECT pg_catalog.setval('public.modules_peerevaluation_id_seq', 12, true);



SELECT pg_catalog.setval('public.modules_question_id_seq', 64, true);



SELECT pg_catalog.setval('public.modules_rating_id_seq', 48, true);



SELECT pg_catalog.setval('public.modules_testattempt_id_seq', 24, true);



SELECT pg_catalog.setval('public.post_office_attachment_emails_id_seq', 1, false);



SELECT pg_catalog.setval('public.post_office_attachment_id_seq', 1, false);



SELECT pg_catalog.setval('public.post_office_email_id_seq', 1, false);



SELECT pg_catalog.setval('public.post_office_emailtemplate_id_seq', 76, true);



SELECT pg_catalog.setval('public.post_office_log_id_seq', 1, false);



ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);



ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);



ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT appointment_once_per_course_and_term UNIQUE (assistant_id, term_id, department_id, course_id);



ALTER TABLE ONLY public.modules_followupattendance
    ADD CONSTRAINT attendance_one_mark_per_meeting_and_appointment UNIQUE (meeting_id, appointment_id);



ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);



ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);



ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);



ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT choice_of_two_different_modules UNIQUE (assistant_id, module_id);



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT choice_one_per_slot UNIQUE (assistant_id, slot);



ALTER TABLE ONLY public.completion_completionreport
    ADD CONSTRAINT completion_completionreport_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.completion_completionreportevent
    ADD CONSTRAINT completion_completionreportevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.completion_document
    ADD CONSTRAINT completion_document_file_key UNIQUE (file);



ALTER TABLE ONLY public.completion_document
    ADD CONSTRAINT completion_document_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.completion_equivalentqualification
    ADD CONSTRAINT completion_equivalentqualification_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.completion_equivalentqualificationevent
    ADD CONSTRAINT completion_equivalentqualificationevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.completion_completionreport
    ADD CONSTRAINT completion_report_serial_is_its_own UNIQUE (serial);



ALTER TABLE ONLY public.enrollment_coordinator
    ADD CONSTRAINT coordinator_once_per_department_and_course UNIQUE NULLS NOT DISTINCT (user_id, department_id, course_id);



ALTER TABLE ONLY public.enrollment_coresession
    ADD CONSTRAINT core_session_id_and_core_module UNIQUE (id, core_module);



ALTER TABLE ONLY public.modules_coordinatordigest
    ADD CONSTRAINT digest_once_per_coordinator_and_week UNIQUE (user_id, week);



ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);



ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);



ALTER TABLE ONLY public.completion_document
    ADD CONSTRAINT document_one_per_position UNIQUE (application_id, "position");



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT enrollment_appointment_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_calendarfeed
    ADD CONSTRAINT enrollment_calendarfeed_assistant_id_key UNIQUE (assistant_id);



ALTER TABLE ONLY public.enrollment_calendarfeed
    ADD CONSTRAINT enrollment_calendarfeed_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_calendarfeed
    ADD CONSTRAINT enrollment_calendarfeed_token_key UNIQUE (token);



ALTER TABLE ONLY public.enrollment_campus
    ADD CONSTRAINT enrollment_campus_name_key UNIQUE (name);



ALTER TABLE ONLY public.enrollment_campus
    ADD CONSTRAINT enrollment_campus_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_coordinator
    ADD CONSTRAINT enrollment_coordinator_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_coresession_leaders
    ADD CONSTRAINT enrollment_coresession_l_coresession_id_user_id_a1ccff52_uniq UNIQUE (coresession_id, user_id);



ALTER TABLE ONLY public.enrollment_coresession_leaders
    ADD CONSTRAINT enrollment_coresession_leaders_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_coresession
    ADD CONSTRAINT enrollment_coresession_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_course
    ADD CONSTRAINT enrollment_course_code_key UNIQUE (code);



ALTER TABLE ONLY public.enrollment_course
    ADD CONSTRAINT enrollment_course_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_department
    ADD CONSTRAINT enrollment_department_code_key UNIQUE (code);



ALTER TABLE ONLY public.enrollment_department
    ADD CONSTRAINT enrollment_department_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_exchange
    ADD CONSTRAINT enrollment_exchange_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT enrollment_exchangeside_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_faculty
    ADD CONSTRAINT enrollment_faculty_code_key UNIQUE (code);



ALTER TABLE ONLY public.enrollment_faculty
    ADD CONSTRAINT enrollment_faculty_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_learningassistant
    ADD CONSTRAINT enrollment_learningassistant_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_learningassistant
    ADD CONSTRAINT enrollment_learningassistant_user_id_key UNIQUE (user_id);



ALTER TABLE ONLY public.enrollment_learningassistant
    ADD CONSTRAINT enrollment_learningassistant_username_key UNIQUE (username);



ALTER TABLE ONLY public.enrollment_letter
    ADD CONSTRAINT enrollment_letter_email_id_key UNIQUE (email_id);



ALTER TABLE ONLY public.enrollment_letter
    ADD CONSTRAINT enrollment_letter_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_registration
    ADD CONSTRAINT enrollment_registration_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_registrationevent
    ADD CONSTRAINT enrollment_registrationevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.enrollment_remindertiming
    ADD CONSTRAINT enrollment_remindertiming_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_term
    ADD CONSTRAINT enrollment_term_code_key UNIQUE (code);



ALTER TABLE ONLY public.enrollment_term
    ADD CONSTRAINT enrollment_term_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_user_groups
    ADD CONSTRAINT enrollment_user_groups_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_user_groups
    ADD CONSTRAINT enrollment_user_groups_user_id_group_id_957fb5e9_uniq UNIQUE (user_id, group_id);



ALTER TABLE ONLY public.enrollment_user
    ADD CONSTRAINT enrollment_user_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_user_user_permissions
    ADD CONSTRAINT enrollment_user_user_per_user_id_permission_id_4a52e490_uniq UNIQUE (user_id, permission_id);



ALTER TABLE ONLY public.enrollment_user_user_permissions
    ADD CONSTRAINT enrollment_user_user_permissions_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_user
    ADD CONSTRAINT enrollment_user_username_key UNIQUE (username);



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT enrollment_waitlistentry_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.enrollment_waitlistentryevent
    ADD CONSTRAINT enrollment_waitlistentryevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT exchange_side_once_per_exchange UNIQUE (exchange_id, assistant_id);



ALTER TABLE ONLY public.enrollment_letter
    ADD CONSTRAINT letter_once_per_recipient_kind_and_key UNIQUE (recipient_id, kind, key);



ALTER TABLE ONLY public.modules_followupmeeting
    ADD CONSTRAINT meeting_key_once_per_department_and_term UNIQUE (department_id, term_id, key);



ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_moduledates
    ADD CONSTRAINT module_dates_once_per_term_and_module UNIQUE NULLS NOT DISTINCT (term_id, module_id);



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT modules_choice_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_choiceevent
    ADD CONSTRAINT modules_choiceevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.modules_coordinatordigest
    ADD CONSTRAINT modules_coordinatordigest_email_id_key UNIQUE (email_id);



ALTER TABLE ONLY public.modules_coordinatordigest
    ADD CONSTRAINT modules_coordinatordigest_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_criterion
    ADD CONSTRAINT modules_criterion_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_essay
    ADD CONSTRAINT modules_essay_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_followupattendance
    ADD CONSTRAINT modules_followupattendance_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_followupattendanceevent
    ADD CONSTRAINT modules_followupattendanceevent_pkey PRIMARY KEY (pgh_id);



ALTER TABLE ONLY public.modules_followupmeeting_courses
    ADD CONSTRAINT modules_followupmeeting__followupmeeting_id_cours_e4f5d8e0_uniq UNIQUE (followupmeeting_id, course_id);



ALTER TABLE ONLY public.modules_followupmeeting_courses
    ADD CONSTRAINT modules_followupmeeting_courses_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_followupmeeting
    ADD CONSTRAINT modules_followupmeeting_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_level
    ADD CONSTRAINT modules_level_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_moduledates
    ADD CONSTRAINT modules_moduledates_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_objection
    ADD CONSTRAINT modules_objection_attendance_id_key UNIQUE (attendance_id);



ALTER TABLE ONLY public.modules_objection
    ADD CONSTRAINT modules_objection_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_onlinemodule
    ADD CONSTRAINT modules_onlinemodule_code_key UNIQUE (code);



ALTER TABLE ONLY public.modules_onlinemodule
    ADD CONSTRAINT modules_onlinemodule_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_option
    ADD CONSTRAINT modules_option_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT modules_peerevaluation_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_question
    ADD CONSTRAINT modules_question_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_rating
    ADD CONSTRAINT modules_rating_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_testattempt
    ADD CONSTRAINT modules_testattempt_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT peer_evaluation_once_per_evaluator_and_essay UNIQUE (evaluator_id, essay_id);



ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.post_office_attachment_emails
    ADD CONSTRAINT post_office_attachment_e_attachment_id_email_id_8e046917_uniq UNIQUE (attachment_id, email_id);



ALTER TABLE ONLY public.post_office_attachment_emails
    ADD CONSTRAINT post_office_attachment_emails_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.post_office_attachment
    ADD CONSTRAINT post_office_attachment_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.post_office_email
    ADD CONSTRAINT post_office_email_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.post_office_emailtemplate
    ADD CONSTRAINT post_office_emailtemplat_name_language_default_te_4023e3e4_uniq UNIQUE (name, language, default_template_id);



ALTER TABLE ONLY public.post_office_emailtemplate
    ADD CONSTRAINT post_office_emailtemplate_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.post_office_log
    ADD CONSTRAINT post_office_log_pkey PRIMARY KEY (id);



ALTER TABLE ONLY public.modules_rating
    ADD CONSTRAINT rating_one_per_evaluation_and_criterion UNIQUE (evaluation_id, criterion_id);



ALTER TABLE ONLY public.enrollment_remindertiming
    ADD CONSTRAINT reminder_timing_once_per_term_and_kind UNIQUE (term_id, kind);



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT waitlist_entry_one_per_core_module UNIQUE (assistant_id, core_module);



CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);



CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);



CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);



CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);



CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);



CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);



CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);



CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);



CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);



CREATE INDEX completion_completionreport_assistant_id_db13ed35 ON public.completion_completionreport USING btree (assistant_id);



CREATE INDEX completion_completionreport_revoked_by_id_d06b50f7 ON public.completion_completionreport USING btree (revoked_by_id);



CREATE INDEX completion_completionreportevent_assistant_id_c9272966 ON public.completion_completionreportevent USING btree (assistant_id);



CREATE INDEX completion_completionreportevent_pgh_context_id_47a7f866 ON public.completion_completionreportevent USING btree (pgh_context_id);



CREATE INDEX completion_completionreportevent_pgh_obj_id_93f25807 ON public.completion_completionreportevent USING btree (pgh_obj_id);



CREATE INDEX completion_completionreportevent_revoked_by_id_cf8c2a03 ON public.completion_completionreportevent USING btree (revoked_by_id);



CREATE INDEX completion_document_application_id_5379d056 ON public.completion_document USING btree (application_id);



CREATE INDEX completion_document_file_2b985654_like ON public.completion_document USING btree (file varchar_pattern_ops);



CREATE INDEX completion_equivalentqualification_assistant_id_a0928cea ON public.completion_equivalentqualification USING btree (assistant_id);



CREATE INDEX completion_equivalentqualification_decided_by_id_f9462a08 ON public.completion_equivalentqualification USING btree (decided_by_id);



CREATE INDEX completion_equivalentqualification_revoked_by_id_8fe20bde ON public.completion_equivalentqualification USING btree (revoked_by_id);



CREATE INDEX completion_equivalentqualificationevent_assistant_id_130198c7 ON public.completion_equivalentqualificationevent USING btree (assistant_id);



CREATE INDEX completion_equivalentqualificationevent_decided_by_id_b2dbbc18 ON public.completion_equivalentqualificationevent USING btree (decided_by_id);



CREATE INDEX completion_equivalentqualificationevent_pgh_context_id_2fea36bc ON public.completion_equivalentqualificationevent USING btree (pgh_context_id);



CREATE INDEX completion_equivalentqualificationevent_pgh_obj_id_17aea020 ON public.completion_equivalentqualificationevent USING btree (pgh_obj_id);



CREATE INDEX completion_equivalentqualificationevent_revoked_by_id_0980c74f ON public.completion_equivalentqualificationevent USING btree (revoked_by_id);



CREATE UNIQUE INDEX completion_report_one_valid_per_assistant ON public.completion_completionreport USING btree (assistant_id) WHERE (revoked_at IS NULL);



CREATE UNIQUE INDEX core_session_one_per_campus_and_time ON public.enrollment_coresession USING btree (term_id, core_module, campus_id, starts_at) WHERE (cancelled_at IS NULL);



CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);



CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);



CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);



CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);



CREATE INDEX enrollment_appointment_assistant_id_0f79f335 ON public.enrollment_appointment USING btree (assistant_id);



CREATE INDEX enrollment_appointment_course_id_4b19c21d ON public.enrollment_appointment USING btree (course_id);



CREATE INDEX enrollment_appointment_department_id_c822cd60 ON public.enrollment_appointment USING btree (department_id);



CREATE INDEX enrollment_appointment_term_id_ac8f691c ON public.enrollment_appointment USING btree (term_id);



CREATE INDEX enrollment_calendarfeed_token_c04a64c1_like ON public.enrollment_calendarfeed USING btree (token varchar_pattern_ops);



CREATE INDEX enrollment_campus_name_0d679be0_like ON public.enrollment_campus USING btree (name varchar_pattern_ops);



CREATE INDEX enrollment_coordinator_course_id_bdbef9af ON public.enrollment_coordinator USING btree (course_id);



CREATE INDEX enrollment_coordinator_department_id_cf3aae3a ON public.enrollment_coordinator USING btree (department_id);



CREATE INDEX enrollment_coordinator_user_id_753e60d8 ON public.enrollment_coordinator USING btree (user_id);



CREATE INDEX enrollment_coresession_campus_id_5995c57c ON public.enrollment_coresession USING btree (campus_id);



CREATE INDEX enrollment_coresession_leaders_coresession_id_d3d02718 ON public.enrollment_coresession_leaders USING btree (coresession_id);



CREATE INDEX enrollment_coresession_leaders_user_id_76b0d0f8 ON public.enrollment_coresession_leaders USING btree (user_id);



CREATE INDEX enrollment_coresession_term_id_4d478062 ON public.enrollment_coresession USING btree (term_id);



CREATE INDEX enrollment_course_code_da9fa521_like ON public.enrollment_course USING btree (code varchar_pattern_ops);



CREATE INDEX enrollment_course_department_id_7f11c89f ON public.enrollment_course USING btree (department_id);



CREATE INDEX enrollment_department_campus_id_75fba098 ON public.enrollment_department USING btree (campus_id);



CREATE INDEX enrollment_department_code_7f1d7fc3_like ON public.enrollment_department USING btree (code varchar_pattern_ops);



CREATE INDEX enrollment_department_faculty_id_d58e7a20 ON public.enrollment_department USING btree (faculty_id);



CREATE INDEX enrollment_exchangeside_assistant_id_4890ea04 ON public.enrollment_exchangeside USING btree (assistant_id);



CREATE INDEX enrollment_exchangeside_exchange_id_1b226d4d ON public.enrollment_exchangeside USING btree (exchange_id);



CREATE INDEX enrollment_exchangeside_gives_id_e6d1ec30 ON public.enrollment_exchangeside USING btree (gives_id);



CREATE INDEX enrollment_exchangeside_takes_id_5000d7a3 ON public.enrollment_exchangeside USING btree (takes_id);



CREATE INDEX enrollment_faculty_code_959058fd_like ON public.enrollment_faculty USING btree (code varchar_pattern_ops);



CREATE INDEX enrollment_learningassistant_username_3e9c6565_like ON public.enrollment_learningassistant USING btree (username varchar_pattern_ops);



CREATE INDEX enrollment_letter_recipient_id_b6c5fa08 ON public.enrollment_letter USING btree (recipient_id);



CREATE INDEX enrollment_registration_assistant_id_e5a9ad25 ON public.enrollment_registration USING btree (assistant_id);



CREATE INDEX enrollment_registration_marked_by_id_cc3a2b00 ON public.enrollment_registration USING btree (marked_by_id);



CREATE INDEX enrollment_registration_session_id_3fdeac12 ON public.enrollment_registration USING btree (session_id);



CREATE INDEX enrollment_registrationevent_assistant_id_df0f74ac ON public.enrollment_registrationevent USING btree (assistant_id);



CREATE INDEX enrollment_registrationevent_marked_by_id_736e1202 ON public.enrollment_registrationevent USING btree (marked_by_id);



CREATE INDEX enrollment_registrationevent_pgh_context_id_f86891b2 ON public.enrollment_registrationevent USING btree (pgh_context_id);



CREATE INDEX enrollment_registrationevent_pgh_obj_id_cbc12312 ON public.enrollment_registrationevent USING btree (pgh_obj_id);



CREATE INDEX enrollment_registrationevent_session_id_4cd3f0b9 ON public.enrollment_registrationevent USING btree (session_id);



CREATE INDEX enrollment_remindertiming_term_id_40a02220 ON public.enrollment_remindertiming USING btree (term_id);



CREATE INDEX enrollment_term_code_418bcbfb_like ON public.enrollment_term USING btree (code varchar_pattern_ops);



CREATE INDEX enrollment_user_groups_group_id_e0de73f7 ON public.enrollment_user_groups USING btree (group_id);



CREATE INDEX enrollment_user_groups_user_id_cb982dc6 ON public.enrollment_user_groups USING btree (user_id);



CREATE INDEX enrollment_user_user_permissions_permission_id_81219049 ON public.enrollment_user_user_permissions USING btree (permission_id);



CREATE INDEX enrollment_user_user_permissions_user_id_e480d020 ON public.enrollment_user_user_permissions USING btree (user_id);



CREATE INDEX enrollment_user_username_721eedd4_like ON public.enrollment_user USING btree (username varchar_pattern_ops);



CREATE INDEX enrollment_waitlistentry_assistant_id_8d1d5224 ON public.enrollment_waitlistentry USING btree (assistant_id);



CREATE INDEX enrollment_waitlistentry_moved_up_by_id_b1a3c96a ON public.enrollment_waitlistentry USING btree (moved_up_by_id);



CREATE INDEX enrollment_waitlistentry_session_id_61915a17 ON public.enrollment_waitlistentry USING btree (session_id);



CREATE INDEX enrollment_waitlistentryevent_assistant_id_f1a3025b ON public.enrollment_waitlistentryevent USING btree (assistant_id);



CREATE INDEX enrollment_waitlistentryevent_moved_up_by_id_50117ffd ON public.enrollment_waitlistentryevent USING btree (moved_up_by_id);



CREATE INDEX enrollment_waitlistentryevent_pgh_context_id_fc862124 ON public.enrollment_waitlistentryevent USING btree (pgh_context_id);



CREATE INDEX enrollment_waitlistentryevent_pgh_obj_id_5f511d46 ON public.enrollment_waitlistentryevent USING btree (pgh_obj_id);



CREATE INDEX enrollment_waitlistentryevent_session_id_dfd09fc9 ON public.enrollment_waitlistentryevent USING btree (session_id);



CREATE UNIQUE INDEX equivalent_in_force_once_per_kind ON public.completion_equivalentqualification USING btree (assistant_id, kind) WHERE (((decision)::text = 'approved'::text) AND (revoked_at IS NULL));



CREATE UNIQUE INDEX equivalent_one_open_application ON public.completion_equivalentqualification USING btree (assistant_id) WHERE ((decision)::text = ''::text);



CREATE UNIQUE INDEX essay_one_per_author_and_module ON public.modules_essay USING btree (author_id, module_id) WHERE ((author_id IS NOT NULL) AND (set_aside_at IS NULL));



CREATE UNIQUE INDEX exchange_side_one_open_per_core_module ON public.enrollment_exchangeside USING btree (assistant_id, core_module) WHERE (closed_at IS NULL);



CREATE UNIQUE INDEX learning_assistant_email_belongs_to_one ON public.enrollment_learningassistant USING btree (lower((email)::text));



CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);



CREATE INDEX modules_choice_assistant_id_712b5b3e ON public.modules_choice USING btree (assistant_id);



CREATE INDEX modules_choice_brought_in_by_id_b39c889d ON public.modules_choice USING btree (brought_in_by_id);



CREATE INDEX modules_choice_module_id_eae4bea5 ON public.modules_choice USING btree (module_id);



CREATE INDEX modules_choiceevent_assistant_id_8ba0457e ON public.modules_choiceevent USING btree (assistant_id);



CREATE INDEX modules_choiceevent_brought_in_by_id_9543ac99 ON public.modules_choiceevent USING btree (brought_in_by_id);



CREATE INDEX modules_choiceevent_module_id_ea1fc530 ON public.modules_choiceevent USING btree (module_id);



CREATE INDEX modules_choiceevent_pgh_context_id_e0258eea ON public.modules_choiceevent USING btree (pgh_context_id);



CREATE INDEX modules_choiceevent_pgh_obj_id_8ff20a7a ON public.modules_choiceevent USING btree (pgh_obj_id);



CREATE INDEX modules_coordinatordigest_user_id_10da8d91 ON public.modules_coordinatordigest USING btree (user_id);



CREATE INDEX modules_criterion_module_id_f1437997 ON public.modules_criterion USING btree (module_id);



CREATE INDEX modules_essay_author_id_2cb4323d ON public.modules_essay USING btree (author_id);



CREATE INDEX modules_essay_module_id_5e65859f ON public.modules_essay USING btree (module_id);



CREATE INDEX modules_essay_set_aside_by_id_0559fcd9 ON public.modules_essay USING btree (set_aside_by_id);



CREATE INDEX modules_essay_similar_to_id_c6ec70cc ON public.modules_essay USING btree (similar_to_id);



CREATE INDEX modules_followupattendance_appointment_id_0e77f877 ON public.modules_followupattendance USING btree (appointment_id);



CREATE INDEX modules_followupattendance_marked_by_id_862b683a ON public.modules_followupattendance USING btree (marked_by_id);



CREATE INDEX modules_followupattendance_meeting_id_44796898 ON public.modules_followupattendance USING btree (meeting_id);



CREATE INDEX modules_followupattendanceevent_appointment_id_8ebd59ef ON public.modules_followupattendanceevent USING btree (appointment_id);



CREATE INDEX modules_followupattendanceevent_marked_by_id_faba046f ON public.modules_followupattendanceevent USING btree (marked_by_id);



CREATE INDEX modules_followupattendanceevent_meeting_id_1ab9e753 ON public.modules_followupattendanceevent USING btree (meeting_id);



CREATE INDEX modules_followupattendanceevent_pgh_context_id_f16e18b6 ON public.modules_followupattendanceevent USING btree (pgh_context_id);



CREATE INDEX modules_followupattendanceevent_pgh_obj_id_d4b841d3 ON public.modules_followupattendanceevent USING btree (pgh_obj_id);



CREATE INDEX modules_followupmeeting_courses_course_id_8719f02b ON public.modules_followupmeeting_courses USING btree (course_id);



CREATE INDEX modules_followupmeeting_courses_followupmeeting_id_a4251520 ON public.modules_followupmeeting_courses USING btree (followupmeeting_id);



CREATE INDEX modules_followupmeeting_department_id_9848d968 ON public.modules_followupmeeting USING btree (department_id);



CREATE INDEX modules_followupmeeting_makes_up_for_id_fe457bb2 ON public.modules_followupmeeting USING btree (makes_up_for_id);



CREATE INDEX modules_followupmeeting_term_id_6c1a394d ON public.modules_followupmeeting USING btree (term_id);



CREATE INDEX modules_level_criterion_id_4e1178bc ON public.modules_level USING btree (criterion_id);



CREATE INDEX modules_moduledates_module_id_3d3edb2f ON public.modules_moduledates USING btree (module_id);



CREATE INDEX modules_moduledates_term_id_72c1341f ON public.modules_moduledates USING btree (term_id);



CREATE INDEX modules_objection_answered_by_id_f7a1920a ON public.modules_objection USING btree (answered_by_id);



CREATE INDEX modules_onlinemodule_code_1bf18169_like ON public.modules_onlinemodule USING btree (code varchar_pattern_ops);



CREATE INDEX modules_option_question_id_ed5bf6b8 ON public.modules_option USING btree (question_id);



CREATE INDEX modules_peerevaluation_answered_by_id_f36f991d ON public.modules_peerevaluation USING btree (answered_by_id);



CREATE INDEX modules_peerevaluation_essay_id_632c7a67 ON public.modules_peerevaluation USING btree (essay_id);



CREATE INDEX modules_peerevaluation_evaluator_id_7ddbd97f ON public.modules_peerevaluation USING btree (evaluator_id);



CREATE INDEX modules_peerevaluation_module_id_250449b8 ON public.modules_peerevaluation USING btree (module_id);



CREATE INDEX modules_question_module_id_7872741c ON public.modules_question USING btree (module_id);



CREATE INDEX modules_rating_criterion_id_f067f0e3 ON public.modules_rating USING btree (criterion_id);



CREATE INDEX modules_rating_evaluation_id_ad0db464 ON public.modules_rating USING btree (evaluation_id);



CREATE INDEX modules_rating_level_id_18888eef ON public.modules_rating USING btree (level_id);



CREATE INDEX modules_testattempt_assistant_id_4a6e50a6 ON public.modules_testattempt USING btree (assistant_id);



CREATE INDEX modules_testattempt_module_id_eb9a171e ON public.modules_testattempt USING btree (module_id);



CREATE UNIQUE INDEX peer_evaluation_one_open_per_module ON public.modules_peerevaluation USING btree (evaluator_id, module_id) WHERE ((given_at IS NULL) AND (released_at IS NULL));



CREATE INDEX post_office_attachment_emails_attachment_id_6136fd9a ON public.post_office_attachment_emails USING btree (attachment_id);



CREATE INDEX post_office_attachment_emails_email_id_96875fd9 ON public.post_office_attachment_emails USING btree (email_id);



CREATE INDEX post_office_email_created_1306952f ON public.post_office_email USING btree (created);



CREATE INDEX post_office_email_last_updated_0ffcec35 ON public.post_office_email USING btree (last_updated);



CREATE INDEX post_office_email_scheduled_time_3869ebec ON public.post_office_email USING btree (scheduled_time);



CREATE INDEX post_office_email_status_013a896c ON public.post_office_email USING btree (status);



CREATE INDEX post_office_email_template_id_417da7da ON public.post_office_email USING btree (template_id);



CREATE INDEX post_office_emailtemplate_default_template_id_2ac2f889 ON public.post_office_emailtemplate USING btree (default_template_id);



CREATE INDEX post_office_log_email_id_d42c8808 ON public.post_office_log USING btree (email_id);



CREATE INDEX registration_live_by_session ON public.enrollment_registration USING btree (session_id) WHERE (withdrawn_at IS NULL);



CREATE UNIQUE INDEX registration_one_live_place_per_core_module ON public.enrollment_registration USING btree (assistant_id, core_module) WHERE (((mark)::text = ANY (ARRAY[(''::character varying)::text, ('present'::character varying)::text])) AND (withdrawn_at IS NULL));



CREATE UNIQUE INDEX registration_one_place_per_session ON public.enrollment_registration USING btree (assistant_id, session_id) WHERE (withdrawn_at IS NULL);



CREATE UNIQUE INDEX test_attempt_one_open_per_module ON public.modules_testattempt USING btree (assistant_id, module_id) WHERE (handed_in_at IS NULL);



CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));



CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";



CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;



CREATE TRIGGER pgtrigger_attendance_of_somebody_expected_aeac1 BEFORE INSERT OR UPDATE OF meeting_id, appointment_id ON public.modules_followupattendance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_attendance_of_somebody_expected_aeac1();



COMMENT ON TRIGGER pgtrigger_attendance_of_somebody_expected_aeac1 ON public.modules_followupattendance IS '7cddbd905560c2b95b4d652c651a1d5b2a21ead6';



CREATE TRIGGER pgtrigger_completion_report_stays_e9bd7 BEFORE DELETE OR UPDATE ON public.completion_completionreport FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_completion_report_stays_e9bd7();



COMMENT ON TRIGGER pgtrigger_completion_report_stays_e9bd7 ON public.completion_completionreport IS 'ee552a7d6cf6f17d349c1183972f58aaf89d7a06';



CREATE TRIGGER pgtrigger_count_the_changes_b6a6a BEFORE UPDATE ON public.enrollment_coresession FOR EACH ROW WHEN (((old.campus_id IS DISTINCT FROM new.campus_id) OR (old.cancelled_at IS DISTINCT FROM new.cancelled_at) OR (old.ends_at IS DISTINCT FROM new.ends_at) OR ((old.online_url)::text IS DISTINCT FROM (new.online_url)::text) OR ((old.place)::text IS DISTINCT FROM (new.place)::text) OR (old.starts_at IS DISTINCT FROM new.starts_at))) EXECUTE FUNCTION public.pgtrigger_count_the_changes_b6a6a();



COMMENT ON TRIGGER pgtrigger_count_the_changes_b6a6a ON public.enrollment_coresession IS '1221fb3a4d6017ea398bab0f9cd9e0e71be11fc6';



CREATE TRIGGER pgtrigger_delete_delete_05458 AFTER DELETE ON public.enrollment_registration FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_05458();



COMMENT ON TRIGGER pgtrigger_delete_delete_05458 ON public.enrollment_registration IS '2bdcc3fc68013b95ed6490c78fdf5e091213cd4d';



CREATE TRIGGER pgtrigger_delete_delete_60c36 AFTER DELETE ON public.modules_choice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_60c36();



COMMENT ON TRIGGER pgtrigger_delete_delete_60c36 ON public.modules_choice IS 'b37ba1a00f97fbf72bb0df56f58719041ff700f0';



CREATE TRIGGER pgtrigger_delete_delete_91a94 AFTER DELETE ON public.completion_equivalentqualification FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_91a94();



COMMENT ON TRIGGER pgtrigger_delete_delete_91a94 ON public.completion_equivalentqualification IS '5cbfa7c54fa13fdc1f4f77a349b7fa5a32f3b91e';



CREATE TRIGGER pgtrigger_delete_delete_9290e AFTER DELETE ON public.completion_completionreport FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_9290e();



COMMENT ON TRIGGER pgtrigger_delete_delete_9290e ON public.completion_completionreport IS 'f0452943d6fde646c6add5294dd6ab3675efb124';



CREATE TRIGGER pgtrigger_delete_delete_98327 AFTER DELETE ON public.modules_followupattendance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_98327();



COMMENT ON TRIGGER pgtrigger_delete_delete_98327 ON public.modules_followupattendance IS 'c59a552a2770007ce80e5faf4f4a9aeac9d70094';



CREATE TRIGGER pgtrigger_delete_delete_b0095 AFTER DELETE ON public.enrollment_waitlistentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_b0095();



COMMENT ON TRIGGER pgtrigger_delete_delete_b0095 ON public.enrollment_waitlistentry IS '2e82f0acb28cdb44b35efb343c7e0ad6d6c3469e';



CREATE TRIGGER pgtrigger_equivalent_decided_stays_e366c BEFORE DELETE OR UPDATE ON public.completion_equivalentqualification FOR EACH ROW WHEN (((old.decision)::text <> ''::text)) EXECUTE FUNCTION public.pgtrigger_equivalent_decided_stays_e366c();



COMMENT ON TRIGGER pgtrigger_equivalent_decided_stays_e366c ON public.completion_equivalentqualification IS 'd8062b23b08a60c9e708d7f224dd577cc0d4d785';



CREATE TRIGGER pgtrigger_essay_opened_stays_5c94a BEFORE UPDATE ON public.modules_essay FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_essay_opened_stays_5c94a();



COMMENT ON TRIGGER pgtrigger_essay_opened_stays_5c94a ON public.modules_essay IS '77052e7daf6f557316d369eba63c85039452d01e';



CREATE TRIGGER pgtrigger_insert_insert_132c0 AFTER INSERT ON public.enrollment_registration FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_132c0();



COMMENT ON TRIGGER pgtrigger_insert_insert_132c0 ON public.enrollment_registration IS 'ba3d5f868aeb347e06638d0202b369d52ca3df1d';



CREATE TRIGGER pgtrigger_insert_insert_14fc8 AFTER INSERT ON public.completion_equivalentqualification FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_14fc8();



COMMENT ON TRIGGER pgtrigger_insert_insert_14fc8 ON public.completion_equivalentqualification IS 'cbc7186e625b4018adfa2e36969824d02fb7011b';



CREATE TRIGGER pgtrigger_insert_insert_288e8 AFTER INSERT ON public.modules_choice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_288e8();



COMMENT ON TRIGGER pgtrigger_insert_insert_288e8 ON public.modules_choice IS 'dcae07bee23e9439a264457b42ece886fd9cec0f';



CREATE TRIGGER pgtrigger_insert_insert_4efc3 AFTER INSERT ON public.completion_completionreport FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4efc3();



COMMENT ON TRIGGER pgtrigger_insert_insert_4efc3 ON public.completion_completionreport IS '4140a7f21f7f9204dab8d32b4e521fbc521d7ca7';



CREATE TRIGGER pgtrigger_insert_insert_706b1 AFTER INSERT ON public.modules_followupattendance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_706b1();



COMMENT ON TRIGGER pgtrigger_insert_insert_706b1 ON public.modules_followupattendance IS '05ef76a9ced5d592d7bcfa00ceda9b61d574728c';



CREATE TRIGGER pgtrigger_insert_insert_d5f15 AFTER INSERT ON public.enrollment_waitlistentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d5f15();



COMMENT ON TRIGGER pgtrigger_insert_insert_d5f15 ON public.enrollment_waitlistentry IS 'dba2dac33758d061cca17a4ad1b7c672c518684e';



CREATE TRIGGER pgtrigger_keep_the_places_taken_79441 BEFORE UPDATE OF capacity, cancelled_at ON public.enrollment_coresession FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_keep_the_places_taken_79441();



COMMENT ON TRIGGER pgtrigger_keep_the_places_taken_79441 ON public.enrollment_coresession IS '5a97337fc086ce5129aad341580d9846c05bc766';



CREATE TRIGGER pgtrigger_meeting_makes_up_for_no_make_up_2f460 BEFORE INSERT OR UPDATE ON public.modules_followupmeeting FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_meeting_makes_up_for_no_make_up_2f460();



COMMENT ON TRIGGER pgtrigger_meeting_makes_up_for_no_make_up_2f460 ON public.modules_followupmeeting IS '0d6f3a07f0074988d11780865ca0dd5afca6ac5d';



CREATE TRIGGER pgtrigger_peer_evaluation_given_stays_2a234 BEFORE UPDATE ON public.modules_peerevaluation FOR EACH ROW WHEN (((old.given_at IS NOT NULL) AND ((old.comment IS DISTINCT FROM new.comment) OR (old.given_at IS DISTINCT FROM new.given_at) OR (old.essay_id IS DISTINCT FROM new.essay_id) OR (old.evaluator_id IS DISTINCT FROM new.evaluator_id)))) EXECUTE FUNCTION public.pgtrigger_peer_evaluation_given_stays_2a234();



COMMENT ON TRIGGER pgtrigger_peer_evaluation_given_stays_2a234 ON public.modules_peerevaluation IS 'f62e3efb0915b92712dac399a5087a3ab678ce68';



CREATE TRIGGER pgtrigger_peer_evaluation_of_anothers_essay_e53c4 BEFORE INSERT OR UPDATE OF essay_id, evaluator_id, module_id ON public.modules_peerevaluation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_peer_evaluation_of_anothers_essay_e53c4();



COMMENT ON TRIGGER pgtrigger_peer_evaluation_of_anothers_essay_e53c4 ON public.modules_peerevaluation IS '3b983e0d6ee47ef9b2a79fbbc578c82a90d46673';



CREATE TRIGGER pgtrigger_take_a_place_a5dc0 BEFORE INSERT OR UPDATE OF session_id, withdrawn_at ON public.enrollment_registration FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_take_a_place_a5dc0();



COMMENT ON TRIGGER pgtrigger_take_a_place_a5dc0 ON public.enrollment_registration IS 'a07c01d1c7ebd9341926d5a0a395bea802526ab5';



CREATE TRIGGER pgtrigger_test_attempt_handed_in_stays_c5447 BEFORE DELETE OR UPDATE ON public.modules_testattempt FOR EACH ROW WHEN ((old.handed_in_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_test_attempt_handed_in_stays_c5447();



COMMENT ON TRIGGER pgtrigger_test_attempt_handed_in_stays_c5447 ON public.modules_testattempt IS '6da1e1b8acf57eb1ddcdabeeefc2d39af22c96dc';



CREATE TRIGGER pgtrigger_update_update_28601 AFTER UPDATE ON public.modules_choice FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_28601();



COMMENT ON TRIGGER pgtrigger_update_update_28601 ON public.modules_choice IS '2099515ff822a0c904586f38703ece55a6431fb2';



CREATE TRIGGER pgtrigger_update_update_8da52 AFTER UPDATE ON public.modules_followupattendance FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8da52();



COMMENT ON TRIGGER pgtrigger_update_update_8da52 ON public.modules_followupattendance IS '6465038892d593d80be2694684b23a2b3df354a6';



CREATE TRIGGER pgtrigger_update_update_94629 AFTER UPDATE ON public.completion_equivalentqualification FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_94629();



COMMENT ON TRIGGER pgtrigger_update_update_94629 ON public.completion_equivalentqualification IS 'bed4e747d9e06ba15d21e02f16b6719ecb4bd817';



CREATE TRIGGER pgtrigger_update_update_d86de AFTER UPDATE ON public.enrollment_registration FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d86de();



COMMENT ON TRIGGER pgtrigger_update_update_d86de ON public.enrollment_registration IS '222545a8079f31386dafe2e61b9ea5618f2ddc87';



CREATE TRIGGER pgtrigger_update_update_daa79 AFTER UPDATE ON public.completion_completionreport FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_daa79();



COMMENT ON TRIGGER pgtrigger_update_update_daa79 ON public.completion_completionreport IS '7959b343c7772afac4e04c0bb856725e472a3070';



CREATE TRIGGER pgtrigger_update_update_de685 AFTER UPDATE ON public.enrollment_waitlistentry FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_de685();



COMMENT ON TRIGGER pgtrigger_update_update_de685 ON public.enrollment_waitlistentry IS '838af1fb36e8b0ce56fa5b08418378a2529e60ec';



ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_enrollment_user_id FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_completionreport
    ADD CONSTRAINT completion_completio_assistant_id_db13ed35_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_completionreport
    ADD CONSTRAINT completion_completio_revoked_by_id_d06b50f7_fk_enrollmen FOREIGN KEY (revoked_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_document
    ADD CONSTRAINT completion_document_application_id_5379d056_fk_completio FOREIGN KEY (application_id) REFERENCES public.completion_equivalentqualification(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_equivalentqualification
    ADD CONSTRAINT completion_equivalen_assistant_id_a0928cea_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_equivalentqualification
    ADD CONSTRAINT completion_equivalen_decided_by_id_f9462a08_fk_enrollmen FOREIGN KEY (decided_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.completion_equivalentqualification
    ADD CONSTRAINT completion_equivalen_revoked_by_id_8fe20bde_fk_enrollmen FOREIGN KEY (revoked_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_enrollment_user_id FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT enrollment_appointme_assistant_id_0f79f335_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT enrollment_appointme_course_id_4b19c21d_fk_enrollmen FOREIGN KEY (course_id) REFERENCES public.enrollment_course(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT enrollment_appointme_department_id_c822cd60_fk_enrollmen FOREIGN KEY (department_id) REFERENCES public.enrollment_department(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_appointment
    ADD CONSTRAINT enrollment_appointment_term_id_ac8f691c_fk_enrollment_term_id FOREIGN KEY (term_id) REFERENCES public.enrollment_term(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_calendarfeed
    ADD CONSTRAINT enrollment_calendarf_assistant_id_63172cd7_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coordinator
    ADD CONSTRAINT enrollment_coordinat_course_id_bdbef9af_fk_enrollmen FOREIGN KEY (course_id) REFERENCES public.enrollment_course(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coordinator
    ADD CONSTRAINT enrollment_coordinat_department_id_cf3aae3a_fk_enrollmen FOREIGN KEY (department_id) REFERENCES public.enrollment_department(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coordinator
    ADD CONSTRAINT enrollment_coordinator_user_id_753e60d8_fk_enrollment_user_id FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coresession
    ADD CONSTRAINT enrollment_coresessi_campus_id_5995c57c_fk_enrollmen FOREIGN KEY (campus_id) REFERENCES public.enrollment_campus(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coresession_leaders
    ADD CONSTRAINT enrollment_coresessi_coresession_id_d3d02718_fk_enrollmen FOREIGN KEY (coresession_id) REFERENCES public.enrollment_coresession(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coresession_leaders
    ADD CONSTRAINT enrollment_coresessi_user_id_76b0d0f8_fk_enrollmen FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_coresession
    ADD CONSTRAINT enrollment_coresession_term_id_4d478062_fk_enrollment_term_id FOREIGN KEY (term_id) REFERENCES public.enrollment_term(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_course
    ADD CONSTRAINT enrollment_course_department_id_7f11c89f_fk_enrollmen FOREIGN KEY (department_id) REFERENCES public.enrollment_department(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_department
    ADD CONSTRAINT enrollment_departmen_campus_id_75fba098_fk_enrollmen FOREIGN KEY (campus_id) REFERENCES public.enrollment_campus(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_department
    ADD CONSTRAINT enrollment_departmen_faculty_id_d58e7a20_fk_enrollmen FOREIGN KEY (faculty_id) REFERENCES public.enrollment_faculty(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT enrollment_exchanges_assistant_id_4890ea04_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT enrollment_exchanges_exchange_id_1b226d4d_fk_enrollmen FOREIGN KEY (exchange_id) REFERENCES public.enrollment_exchange(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT enrollment_exchanges_gives_id_e6d1ec30_fk_enrollmen FOREIGN KEY (gives_id) REFERENCES public.enrollment_coresession(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_exchangeside
    ADD CONSTRAINT enrollment_exchanges_takes_id_5000d7a3_fk_enrollmen FOREIGN KEY (takes_id) REFERENCES public.enrollment_coresession(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_learningassistant
    ADD CONSTRAINT enrollment_learninga_user_id_5c2af507_fk_enrollmen FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_letter
    ADD CONSTRAINT enrollment_letter_email_id_789c8ec4_fk_post_office_email_id FOREIGN KEY (email_id) REFERENCES public.post_office_email(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_letter
    ADD CONSTRAINT enrollment_letter_recipient_id_b6c5fa08_fk_enrollmen FOREIGN KEY (recipient_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_registration
    ADD CONSTRAINT enrollment_registrat_assistant_id_e5a9ad25_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_registration
    ADD CONSTRAINT enrollment_registrat_marked_by_id_cc3a2b00_fk_enrollmen FOREIGN KEY (marked_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_registration
    ADD CONSTRAINT enrollment_registrat_session_id_3fdeac12_fk_enrollmen FOREIGN KEY (session_id) REFERENCES public.enrollment_coresession(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_remindertiming
    ADD CONSTRAINT enrollment_remindert_term_id_40a02220_fk_enrollmen FOREIGN KEY (term_id) REFERENCES public.enrollment_term(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_user_groups
    ADD CONSTRAINT enrollment_user_groups_group_id_e0de73f7_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_user_groups
    ADD CONSTRAINT enrollment_user_groups_user_id_cb982dc6_fk_enrollment_user_id FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_user_user_permissions
    ADD CONSTRAINT enrollment_user_user_permission_id_81219049_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_user_user_permissions
    ADD CONSTRAINT enrollment_user_user_user_id_e480d020_fk_enrollmen FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT enrollment_waitliste_assistant_id_8d1d5224_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT enrollment_waitliste_moved_up_by_id_b1a3c96a_fk_enrollmen FOREIGN KEY (moved_up_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT enrollment_waitliste_session_id_61915a17_fk_enrollmen FOREIGN KEY (session_id) REFERENCES public.enrollment_coresession(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_enrollment_user_id FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT modules_choice_assistant_id_712b5b3e_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT modules_choice_brought_in_by_id_b39c889d_fk_enrollment_user_id FOREIGN KEY (brought_in_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_choice
    ADD CONSTRAINT modules_choice_module_id_eae4bea5_fk_modules_onlinemodule_id FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_coordinatordigest
    ADD CONSTRAINT modules_coordinatord_email_id_3503832a_fk_post_offi FOREIGN KEY (email_id) REFERENCES public.post_office_email(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_coordinatordigest
    ADD CONSTRAINT modules_coordinatord_user_id_10da8d91_fk_enrollmen FOREIGN KEY (user_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_criterion
    ADD CONSTRAINT modules_criterion_module_id_f1437997_fk_modules_onlinemodule_id FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_essay
    ADD CONSTRAINT modules_essay_author_id_2cb4323d_fk_enrollmen FOREIGN KEY (author_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_essay
    ADD CONSTRAINT modules_essay_module_id_5e65859f_fk_modules_onlinemodule_id FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_essay
    ADD CONSTRAINT modules_essay_set_aside_by_id_0559fcd9_fk_enrollment_user_id FOREIGN KEY (set_aside_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_essay
    ADD CONSTRAINT modules_essay_similar_to_id_c6ec70cc_fk_modules_essay_id FOREIGN KEY (similar_to_id) REFERENCES public.modules_essay(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupattendance
    ADD CONSTRAINT modules_followupatte_appointment_id_0e77f877_fk_enrollmen FOREIGN KEY (appointment_id) REFERENCES public.enrollment_appointment(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupattendance
    ADD CONSTRAINT modules_followupatte_marked_by_id_862b683a_fk_enrollmen FOREIGN KEY (marked_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupattendance
    ADD CONSTRAINT modules_followupatte_meeting_id_44796898_fk_modules_f FOREIGN KEY (meeting_id) REFERENCES public.modules_followupmeeting(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupmeeting_courses
    ADD CONSTRAINT modules_followupmeet_course_id_8719f02b_fk_enrollmen FOREIGN KEY (course_id) REFERENCES public.enrollment_course(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupmeeting
    ADD CONSTRAINT modules_followupmeet_department_id_9848d968_fk_enrollmen FOREIGN KEY (department_id) REFERENCES public.enrollment_department(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupmeeting_courses
    ADD CONSTRAINT modules_followupmeet_followupmeeting_id_a4251520_fk_modules_f FOREIGN KEY (followupmeeting_id) REFERENCES public.modules_followupmeeting(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupmeeting
    ADD CONSTRAINT modules_followupmeet_makes_up_for_id_fe457bb2_fk_modules_f FOREIGN KEY (makes_up_for_id) REFERENCES public.modules_followupmeeting(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_followupmeeting
    ADD CONSTRAINT modules_followupmeeting_term_id_6c1a394d_fk_enrollment_term_id FOREIGN KEY (term_id) REFERENCES public.enrollment_term(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_level
    ADD CONSTRAINT modules_level_criterion_id_4e1178bc_fk_modules_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.modules_criterion(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_moduledates
    ADD CONSTRAINT modules_moduledates_module_id_3d3edb2f_fk_modules_o FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_moduledates
    ADD CONSTRAINT modules_moduledates_term_id_72c1341f_fk_enrollment_term_id FOREIGN KEY (term_id) REFERENCES public.enrollment_term(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_objection
    ADD CONSTRAINT modules_objection_answered_by_id_f7a1920a_fk_enrollment_user_id FOREIGN KEY (answered_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_objection
    ADD CONSTRAINT modules_objection_attendance_id_91c5dda4_fk_modules_f FOREIGN KEY (attendance_id) REFERENCES public.modules_followupattendance(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_option
    ADD CONSTRAINT modules_option_question_id_ed5bf6b8_fk_modules_question_id FOREIGN KEY (question_id) REFERENCES public.modules_question(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT modules_peerevaluati_answered_by_id_f36f991d_fk_enrollmen FOREIGN KEY (answered_by_id) REFERENCES public.enrollment_user(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT modules_peerevaluati_evaluator_id_7ddbd97f_fk_enrollmen FOREIGN KEY (evaluator_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT modules_peerevaluati_module_id_250449b8_fk_modules_o FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_peerevaluation
    ADD CONSTRAINT modules_peerevaluation_essay_id_632c7a67_fk_modules_essay_id FOREIGN KEY (essay_id) REFERENCES public.modules_essay(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_question
    ADD CONSTRAINT modules_question_module_id_7872741c_fk_modules_onlinemodule_id FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_rating
    ADD CONSTRAINT modules_rating_criterion_id_f067f0e3_fk_modules_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.modules_criterion(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_rating
    ADD CONSTRAINT modules_rating_evaluation_id_ad0db464_fk_modules_p FOREIGN KEY (evaluation_id) REFERENCES public.modules_peerevaluation(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_rating
    ADD CONSTRAINT modules_rating_level_id_18888eef_fk_modules_level_id FOREIGN KEY (level_id) REFERENCES public.modules_level(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_testattempt
    ADD CONSTRAINT modules_testattempt_assistant_id_4a6e50a6_fk_enrollmen FOREIGN KEY (assistant_id) REFERENCES public.enrollment_learningassistant(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.modules_testattempt
    ADD CONSTRAINT modules_testattempt_module_id_eb9a171e_fk_modules_o FOREIGN KEY (module_id) REFERENCES public.modules_onlinemodule(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.post_office_attachment_emails
    ADD CONSTRAINT post_office_attachme_attachment_id_6136fd9a_fk_post_offi FOREIGN KEY (attachment_id) REFERENCES public.post_office_attachment(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.post_office_attachment_emails
    ADD CONSTRAINT post_office_attachme_email_id_96875fd9_fk_post_offi FOREIGN KEY (email_id) REFERENCES public.post_office_email(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.post_office_email
    ADD CONSTRAINT post_office_email_template_id_417da7da_fk_post_offi FOREIGN KEY (template_id) REFERENCES public.post_office_emailtemplate(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.post_office_emailtemplate
    ADD CONSTRAINT post_office_emailtem_default_template_id_2ac2f889_fk_post_offi FOREIGN KEY (default_template_id) REFERENCES public.post_office_emailtemplate(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.post_office_log
    ADD CONSTRAINT post_office_log_email_id_d42c8808_fk_post_office_email_id FOREIGN KEY (email_id) REFERENCES public.post_office_email(id) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_registration
    ADD CONSTRAINT registration_core_module_is_the_sessions FOREIGN KEY (session_id, core_module) REFERENCES public.enrollment_coresession(id, core_module) DEFERRABLE INITIALLY DEFERRED;



ALTER TABLE ONLY public.enrollment_waitlistentry
    ADD CONSTRAINT waitlistentry_core_module_is_the_sessions FOREIGN KEY (session_id, core_module) REFERENCES public.enrollment_coresession(id, core_module) DEFERRABLE INITIALLY DEFERRED;





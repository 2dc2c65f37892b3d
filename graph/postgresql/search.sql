-- The full-text index of passages: words and their places by the same rule as FTS5's unicode61 (letters, digits and
-- private signs are words), not by PostgreSQL's parser, so that both databases find the same.

CREATE FUNCTION words_of(said text, weight text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(quote_literal(word) || ':' || least(at, 16000) || weight, ' ')::tsvector, ''::tsvector)
    FROM regexp_split_to_table(lower(said COLLATE "C"),
        '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7'
        '\u0300-\u036f\u2000-\u206f\u20a0-\u20ff\u2190-\u245f\u249c-\u24e9\u2500-\u2775\u2794-\u2bff'
        '\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff]+'
        COLLATE "C") WITH ORDINALITY AS split (word, at)
    WHERE word <> ''
$$;

-- number: 4 pk of a task, 4 pk + 1 of a goal, 4 pk + 2 of a paragraph. The place of a word in the context is never
-- beside one in the text: no phrase reaches over.
CREATE TABLE search (number bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_words ON search USING gin (words);
-- Documents by the folded words of their headers.
CREATE TABLE headers (pk bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX headers_words ON headers USING gin (words);

-- How many passages hold a word.
CREATE TABLE search_terms (term text COLLATE "C" PRIMARY KEY, doc bigint NOT NULL) WITH (fillfactor = 70);
CREATE FUNCTION search_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_terms AS known (term, doc)
    SELECT word, count(*) FROM added, unnest(tsvector_to_array(words)) AS word GROUP BY word
    ON CONFLICT (term) DO UPDATE SET doc = known.doc + excluded.doc;
    RETURN NULL;
END $$;
CREATE TRIGGER search_added AFTER INSERT ON search REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION search_added();
CREATE FUNCTION search_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH gone AS (
        SELECT word, count(*) AS uses FROM removed, unnest(tsvector_to_array(words)) AS word GROUP BY word
    )
    UPDATE search_terms AS known SET doc = known.doc - gone.uses FROM gone WHERE known.term = gone.word;
    DELETE FROM search_terms WHERE doc <= 0 AND term IN (
        SELECT word FROM removed, unnest(tsvector_to_array(words)) AS word
    );
    RETURN NULL;
END $$;
CREATE TRIGGER search_removed AFTER DELETE ON search REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION search_removed();

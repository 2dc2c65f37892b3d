-- The full-text index: words and their places by the same rule as FTS5's unicode61 (letters, digits and
-- private signs are words), not by PostgreSQL's parser, so that both databases find the same. A tsvector holds words of
-- at most 2,046 bytes and a megabyte in all.

CREATE FUNCTION words_of(said text, weight text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(
        string_agg(quote_literal(left(word, 500)) || ':' || least(at, 16000) || weight, ' ')::tsvector, ''::tsvector)
    FROM regexp_split_to_table(lower(left(said, 250000) COLLATE "C"),
        '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7'
        '\u02c2-\u02c5\u02d2-\u02df\u0300-\u036f\u2000-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u2101\u2103-\u2106'
        '\u2108\u2109\u2114\u2116-\u2118\u211e-\u2123\u2125\u2127\u2129\u212e\u213a\u213b\u2140-\u2144\u214a-\u214d'
        '\u214f\u2190-\u245f\u249c-\u24e9\u2500-\u2775\u2794-\u2bff\u2e00-\u2e2e\u2e30-\u2ffb\u3000-\u3004'
        '\u3008-\u3020\u302a-\u3030\u303d-\u303f\u30fb\u3200-\u321e\u322a-\u3247\u3250\u3260-\u327f\u328a-\u32b0'
        '\u3300-\u33ff\ufe00-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\ufeff\uff00-\uff0f'
        '\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff]+'
        COLLATE "C") WITH ORDINALITY AS split (word, at)
    WHERE word <> ''
$$;

-- Words of tasks (number 4 pk), goals (4 pk + 1) and paragraphs (4 pk + 2). The place of a word in the context is never
-- beside one in the text: no phrase reaches over.
CREATE TABLE search (number bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_words ON search USING gin (words);

-- Documents by the folded words of their headers: type, symbol, title, issuer, place, file and jurisdiction.
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

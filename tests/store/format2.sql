-- A store as format 2 left it, with two of the plans of test_joining.
-- The graph on disk. Kinds of nodes and edges and their labels: vocabulary.yaml. start_at/end_at count code points
-- of texts.text, end exclusive. Rows hold the current version of a document; versions keeps every version's plan.

CREATE TABLE store (format TEXT NOT NULL, version INTEGER NOT NULL, created TEXT NOT NULL);

-- A directive is a work that has an identity, whether its text is here (then documents has a row) or only its name.
-- The columns merge what mentions print; known_* is what only the registry knows.
CREATE TABLE directives (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    symbol_key TEXT,
    type TEXT, symbol TEXT, title TEXT, date TEXT, issuer TEXT,
    known_symbol TEXT, known_title TEXT, known_date TEXT, known_issuer TEXT
);
CREATE INDEX directives_symbol ON directives (symbol_key);

CREATE TABLE documents (
    pk INTEGER PRIMARY KEY,
    directive_pk INTEGER NOT NULL UNIQUE REFERENCES directives (pk),
    id TEXT NOT NULL UNIQUE,
    type TEXT, symbol TEXT, issuer TEXT, place TEXT, date TEXT, title TEXT, secrecy TEXT, urgency TEXT,
    signer TEXT, signer_position TEXT,
    recipients TEXT NOT NULL,                       -- JSON array
    symbol_key TEXT,                                -- "3243 kh ubnd"
    number TEXT,                                    -- "3243"
    file TEXT, file_key TEXT,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,                            -- version of the rule pack that parsed it
    version INTEGER NOT NULL,
    added TEXT NOT NULL,                            -- ISO, UTC
    goals INTEGER NOT NULL, tasks INTEGER NOT NULL, mentions INTEGER NOT NULL
);
CREATE INDEX documents_symbol ON documents (symbol_key);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX documents_file ON documents (file_key);

CREATE TABLE versions (
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,
    file TEXT,
    added TEXT NOT NULL,
    plan BLOB NOT NULL,                             -- zlib of the "docparse/1" JSON
    PRIMARY KEY (document_pk, version)
);

CREATE TABLE texts (
    document_pk INTEGER PRIMARY KEY REFERENCES documents (pk) ON DELETE CASCADE,
    text TEXT NOT NULL
);

CREATE TABLE sections (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    parent_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT,
    path TEXT NOT NULL,                             -- "V.1"
    path_key TEXT NOT NULL,                         -- "v.1"
    heading TEXT NOT NULL,
    role TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX sections_document ON sections (document_pk, path_key);
CREATE INDEX sections_path ON sections (path_key);
CREATE INDEX sections_parent ON sections (parent_pk);

CREATE TABLE goals (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX goals_document ON goals (document_pk, ordinal);
CREATE INDEX goals_section ON goals (section_pk);

CREATE TABLE milestones (
    goal_pk INTEGER NOT NULL REFERENCES goals (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    due TEXT,
    PRIMARY KEY (goal_pk, ordinal)
);

CREATE TABLE tasks (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    product TEXT, same_as TEXT, rule TEXT,
    due TEXT,                                       -- JSON of the contract's due, or null
    due_to TEXT                                     -- its "to", for questions by time
);
CREATE INDEX tasks_document ON tasks (document_pk, ordinal);
CREATE INDEX tasks_id ON tasks (id);
CREATE INDEX tasks_section ON tasks (section_pk);

CREATE TABLE indicators (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    goal_pk INTEGER REFERENCES goals (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    comparator TEXT NOT NULL,
    value REAL NOT NULL, value_to REAL,
    approximate INTEGER NOT NULL,
    change TEXT, unit TEXT, due TEXT,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX indicators_document ON indicators (document_pk);
CREATE INDEX indicators_goal ON indicators (goal_pk);
CREATE INDEX indicators_task ON indicators (task_pk);

CREATE TABLE agencies (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,                              -- folded name, abbreviations spelled out
    name TEXT NOT NULL,                             -- the longest of its names
    collective INTEGER NOT NULL                     -- 1: a group ("các sở, ngành")
);
CREATE INDEX agencies_collective ON agencies (collective);

CREATE TABLE agency_names (
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (agency_pk, name)
);
CREATE INDEX agency_names_key ON agency_names (key);

CREATE TABLE assignments (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk),
    agency TEXT NOT NULL,                           -- the document's wording
    role TEXT NOT NULL,
    basis TEXT NOT NULL,
    provenance TEXT NOT NULL,                       -- 'văn bản', or 'suy ra' for basis 'default'
    rule TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX assignments_task ON assignments (task_pk);
CREATE INDEX assignments_agency ON assignments (agency_pk, task_pk);
CREATE INDEX assignments_document ON assignments (document_pk, role);

-- One row a mention. source_pk is the directive that stands in the relation: the document's own, or another (of).
CREATE TABLE mentions (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    source_pk INTEGER NOT NULL REFERENCES directives (pk),
    target_pk INTEGER NOT NULL REFERENCES directives (pk),
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    relation TEXT NOT NULL,
    provenance TEXT NOT NULL,
    type TEXT, symbol TEXT, title TEXT, date TEXT, issuer TEXT,
    known_symbol TEXT, known_title TEXT, known_date TEXT, known_issuer TEXT,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX mentions_document ON mentions (document_pk, ordinal);
CREATE INDEX mentions_source ON mentions (source_pk, relation);
CREATE INDEX mentions_target ON mentions (target_pk);
CREATE INDEX mentions_section ON mentions (section_pk);
CREATE INDEX mentions_task ON mentions (task_pk);

CREATE TABLE task_directives (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    directive_pk INTEGER NOT NULL REFERENCES directives (pk),
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_directives_directive ON task_directives (directive_pk);

CREATE TABLE remarks (
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    PRIMARY KEY (document_pk, ordinal)
);

-- What is searched: tasks, goals and the paragraphs that are neither, folded (no diacritics, đ is d).
CREATE TABLE passages (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    kind TEXT NOT NULL,                             -- 'task', 'goal' or 'paragraph'
    item_pk INTEGER,                                -- tasks.pk or goals.pk
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    folded TEXT NOT NULL,
    context TEXT NOT NULL                           -- folded headings above and agencies of the task
);
CREATE INDEX passages_document ON passages (document_pk);
CREATE INDEX passages_section ON passages (section_pk);

CREATE VIRTUAL TABLE search USING fts5 (
    folded, context, content = 'passages', content_rowid = 'pk', tokenize = 'unicode61'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO search (rowid, folded, context) VALUES (new.pk, new.folded, new.context);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO search (search, rowid, folded, context) VALUES ('delete', old.pk, old.folded, old.context);
END;
CREATE VIRTUAL TABLE search_terms USING fts5vocab ('search', 'row');

-- The ids as documents give them. Several may be one directive ("năm 2025", the full date): directive_pk says which.
CREATE TABLE said_ids (
    id TEXT PRIMARY KEY,
    base TEXT NOT NULL,                             -- the id without its date: what may be one directive
    directive_pk INTEGER REFERENCES directives (pk)
);
CREATE INDEX said_ids_base ON said_ids (base);
CREATE INDEX said_ids_directive ON said_ids (directive_pk);

-- What an id that stays open may be.
CREATE TABLE candidates (
    id TEXT NOT NULL,                               -- said_ids.id
    ordinal INTEGER NOT NULL,
    candidate TEXT NOT NULL,                        -- another said id, or one that only the registry knows
    PRIMARY KEY (id, ordinal)
);

CREATE TABLE mention_ids (
    mention_pk INTEGER PRIMARY KEY REFERENCES mentions (pk) ON DELETE CASCADE,
    source_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    candidates TEXT                                 -- JSON array, where the document leaves it open
);
CREATE INDEX mention_ids_source ON mention_ids (source_id);
CREATE INDEX mention_ids_target ON mention_ids (target_id);

CREATE TABLE task_ids (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_ids_target ON task_ids (target_id);
INSERT INTO store VALUES ('docparse-store', 2, '2026-11-23T02:28:19Z');
INSERT INTO directives VALUES (1, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-10;80-kh-ubnd', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO directives VALUES (2, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025;12-kh-ubnd', '12 kh ubnd', 'Kế hoạch', '12/KH-UBND', NULL, '2025', 'Ủy ban nhân dân tỉnh', NULL, NULL, NULL, NULL);
INSERT INTO directives VALUES (3, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-12;82-kh-ubnd', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO directives VALUES (4, 'urn:lex:vn:trung.uong.dang:ket.luan:khoa.xiii;99-kl-tw', '99 kl tw', 'Kết luận', '99-KL/TW', NULL, NULL, 'Bộ Chính trị khóa XIII', NULL, NULL, NULL, NULL);
INSERT INTO documents VALUES (1, 1, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-10;80-kh-ubnd', 'Kế hoạch', '80/KH-UBND', 'Ủy ban nhân dân tỉnh Điện Biên', 'Điện Biên', '2025-06-10', 'Công tác năm', NULL, NULL, NULL, NULL, '[]', '80 kh ubnd', '80', '80.txt', '80', 'b9dbe7e4500daa41f32bbb2046f294c84e3d0d502c03554c152b72423cc0474c', '0.1.0+6f1221875089', 1, '2026-11-23T02:28:19Z', 0, 1, 1);
INSERT INTO documents VALUES (2, 3, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-12;82-kh-ubnd', 'Kế hoạch', '82/KH-UBND', 'Ủy ban nhân dân tỉnh Điện Biên', 'Điện Biên', '2025-06-12', 'Công tác năm', NULL, NULL, NULL, NULL, '[]', '82 kh ubnd', '82', '82.txt', '82', 'fb70dea969aeb67fae07843c9a280680b151dcaf62356407362dc784deb91fd9', '0.1.0+6f1221875089', 1, '2026-11-23T02:28:19Z', 0, 1, 1);
INSERT INTO versions VALUES (1, 1, 'b9dbe7e4500daa41f32bbb2046f294c84e3d0d502c03554c152b72423cc0474c', '0.1.0+6f1221875089', '80.txt', '2026-11-23T02:28:19Z', X'789CAD55CB8EDC4414FD95526D7177AADC763F3CAB998914B7A298054304A247A85CAE6E5BE32E5B7E90698D7A432448580556B0CB201410128B48ACDA122C3C3FE23FE196DD7E0C0881A26CDCAEE35BF771CEBDB76F70CA7DB165D8C25EC46396A4E201C59A3AE45B21336CDDE0C083AF7922AD505C5B5FC8132F1072ECC2C3CA776397C9B1F4E1E131695D89B11F31EE5B3AD1CD11998E28399993D1953FCA5DE981DB6C170B70F6B83AFC89FCA83ADC721FD074B775A310F03979F0D81E7D7CE63C043448D35C248056C59B1D823848FAE58F1279EA9155C54BE9A3BB5741557C2DD15950FE2AE14E1C32AE02FC1DF758A6E03E2D954B90850A3C2F7F971B9495B71CC9BBE75B958FE089E03B6CC93C0C35287D23647F4C838D54793527300C62E0224BB1F5D9E5BEBE9C059154C72375A9A5C201B7359FCDB590B9226C0FBE605E2037600A764954671527826D5D78058F194BE022D1B000122D3A9DEDB5CEF5D2321794538FB27F8B81977818C2B19755F1D513F4B42A7EEAC3652CBD4AFB5810E3184D9F98FB4B0D6F2216D6156A47D3AEBA0C52A082AE7563C27057FE3F73CBC43538C6177E55BCE5C86FF41936024AABE25B44F5B6056A3590920CF1AAF899A11A6C841F643A5B74991A1A66A99267DBEA01CAE7A2E5234E222FE71D3D81F402CEB228395AA66C2B3E67692FEC5A009B5CA8CFEFD0FE2754EF1AFFB296866D1216FB903238CF6BD679C8F2546045F0BD70374032345DF64E73370CACE168DD16F41FB3D713DFCF467371303CFF6F2C555B89901DFB20D8C6A16814E9BAE03DE83EBFA7FB9150607174AC48C357327A26DB223803B95525CD9C02E3CF58226124DAAE6E1283A23E4567A70E72ECF24B073D84C74A5E54C50BC78665A326C74167CBF21B403F82B42DD4AFAC953CAF8AEF9D47C82EBF3B459F94CF910DE7253A879F37C87964DFFD728A9E2A1717C8397DB29277AFAAE2078EC2EAF05B8C4608A2BC455E046F36F002CB2DF6CB035766835DA621B9295FEF102528F3CB5B585CD39EAF95045EFF40F687D5E1F5B90DF9DCDF6C2BB91CA3E1F84365EF651AC74A96284FD4EABDC112E6A8DEE5E30C28D5F03A4AB64C715B530C963ED3CD299CDD85E78A99304C423CC60CBA9EE8AEEBEAC498AEF585C1E7869878C43389CEC9C4340D4E4DDD9DE9863EE19C183383E34676101093311D930FA66BAAEB743E33C97C8161153329C5B5380A5CFF3534C3D52FD43090902B55FBB4DB7C2DAA0FD0096DD1C900353A5B6380CE3B5B73E8972C5A783A840DB3856743D8345A787E2FB9590B2F86F0ACF34DC9FE72FF1792F1BB70');
INSERT INTO versions VALUES (2, 1, 'fb70dea969aeb67fae07843c9a280680b151dcaf62356407362dc784deb91fd9', '0.1.0+6f1221875089', '82.txt', '2026-11-23T02:28:19Z', X'789CAD554D8FE34410FD2BADBEE2786C27B663CF699295D6D1B0E1C0B02C2223D46E77622B4E3BB2DBCC44A35C5889CFCBC2096E3B082D08690F2B38C5121C3C7FC4FF846A27761C1042487BE9A45FAABB5EBDD755B9C3190DD98A601707095D933463673A56E4265F312EB07B87A3007ECD53EEC6ECD6FD949F0711E3AA0F8B9B6F549F709587B00484BB4BA68609A1A16B6886D9D3AC9E6E9C0F8DDE32ECE53E0FE05AB15933B8ECB2DAFD89C2A4DADDD310D06CB3F29318F0A17176E9F53E184D1F011A6559CE5240ABE2D506411EC4C3F2478E02B988AAF88A87E8E14554155F70348ACA5F399C59C784CA047FC70322247CA425B9442296E0B8FC9D2F9028EF29E20FCF57920FA329A31BECF23C8E15287DC1F8719B450B2E79ED771018AD410B9161F7E3EB6D7D58440997DB837499AB496A24ADF5DC1F8B89CFE266133212447C01A110972635AB75CAC8CA87AF70A320291CD414CC404457B7ECADD25E3D714D47A77AA0937FCB8127B89B62EA4DAAE2F327E86955FC744C2748B6CC8EB920C7219BD1B7B7D70A5E2424AE2B540EA16D750228F803C3D28CC0C46DF9FFE426D82D5C8CAFC2AA784351B8F7473E0481E2BCDABDE628AB8A6F91E3F42EDF3DBBFA10D1AAF899A05155FC80C661F91ACC1669557C839661F91B41CF26934987AEEDB4742D05934C7AB46A4C01FB73D688B24E9320A7AD46110F224A44921E2233B2629F90ECE8EE9C81A494C99F3B3DE08A34E70B354F608187BF80972FD438972D000DA0DE4651740E952CE39EB8C1D7B53164919275085CE1D6BCD69CC624CF1896F29EE4B90389E1C98993AEFB5F19159CCC9B123A2DD728DD6DB946EF6343EC8FED3BE62052D389FFE146CA6272303F5AAD63B677A0B5FE6D993D3C31FB202628D83B14A5E0254F6E78C39E12F05896B3EF5050FB86A41C9AA179CF7B7630653E42A38B299A7AE56753F4089619BFAA8A2FA71E8C19D93353349A945F03FA3E7077D17158CDF8B82ABE9F3E465EF9DD057A563E471EEC27680C1FAFD0F4B1F7F0CB057A2AAFB842D38B2733FEF0022AA5280625D6A88720CB1B1424F0CD839108C5AFC372476558678A29882FCA971BA41B4884E53D8C2CAB9E57480EB5190771FF40DE7BD5EEE5D8033EA7336DC6272AEA363E54F6F6FA5095DE24792A27EF1DE6D041F5285705E8AAE07992AE8814B8D6192243629816ECE7BEAD058C389643986FD973C2347B38E853871843CD1A6ABE6EEA012573CBE89BD640B3FB961150880898EFE8F3C0C17BEFC145ACA9BAAABD63CD75C3D087B6A90D1D0C939870CE6ED9C1E5FA9F61DF5DC7791A471CB8EA729CB683AF418D0EDAD71BB4DF41076DECA0830EDB58B37BAFE634B0D585076603DB5DD81C34F0F0849CDDC04E17B6DBBB756D7BBDFD0BD27FC859');
INSERT INTO texts VALUES (1, 'ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
Số: 80/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên, ngày 10 tháng 6 năm 2025
KẾ HOẠCH
Công tác năm
I. NHIỆM VỤ
Thực hiện Kế hoạch số 12/KH-UBND năm 2025 của UBND tỉnh.');
INSERT INTO texts VALUES (2, 'ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
Số: 82/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên, ngày 12 tháng 6 năm 2025
KẾ HOẠCH
Công tác năm
I. NHIỆM VỤ
Thực hiện Kết luận số 99-KL/TW của Bộ Chính trị khóa XIII.');
INSERT INTO sections VALUES (1, 1, NULL, 0, 's:0', NULL, '', '', '', 'preamble', 0, 167);
INSERT INTO sections VALUES (2, 1, NULL, 1, 's:I:591c1d1a', 'I', 'I', 'i', 'NHIỆM VỤ', 'tasks', 167, 235);
INSERT INTO sections VALUES (3, 2, NULL, 0, 's:0', NULL, '', '', '', 'preamble', 0, 167);
INSERT INTO sections VALUES (4, 2, NULL, 1, 's:I:591c1d1a', 'I', 'I', 'i', 'NHIỆM VỤ', 'tasks', 167, 237);
INSERT INTO tasks VALUES (1, 1, 2, 0, 't:I:1e1f243a', 'Thực hiện Kế hoạch số 12/KH-UBND năm 2025 của UBND tỉnh', 1, 179, 234, NULL, NULL, 'clause', NULL, NULL);
INSERT INTO tasks VALUES (2, 2, 4, 0, 't:I:b42602d5', 'Thực hiện Kết luận số 99-KL/TW của Bộ Chính trị khóa XIII', 1, 179, 236, NULL, NULL, 'clause', NULL, NULL);
INSERT INTO mentions VALUES (1, 1, 1, 2, 2, 1, 0, 'implements', 'văn bản', 'Kế hoạch', '12/KH-UBND', NULL, '2025', 'Ủy ban nhân dân tỉnh', NULL, NULL, NULL, NULL, 'Kế hoạch số 12/KH-UBND năm 2025 của UBND tỉnh', 'ref-symbol', 189, 234);
INSERT INTO mentions VALUES (2, 2, 3, 4, 4, 2, 0, 'implements', 'văn bản', 'Kết luận', '99-KL/TW', NULL, NULL, 'Bộ Chính trị khóa XIII', NULL, NULL, NULL, NULL, 'Kết luận số 99-KL/TW của Bộ Chính trị khóa XIII', 'ref-symbol', 189, 236);
INSERT INTO task_directives VALUES (1, 0, 2);
INSERT INTO task_directives VALUES (2, 0, 4);
INSERT INTO passages VALUES (1, 1, 2, 'task', 1, 179, 234, 'thuc hien ke hoach so 12/kh-ubnd nam 2025 cua ubnd tinh', 'nhiem vu');
INSERT INTO passages VALUES (2, 1, 1, 'paragraph', NULL, 0, 15, 'uy ban nhan dan', '');
INSERT INTO passages VALUES (3, 1, 1, 'paragraph', NULL, 16, 30, 'tinh dien bien', '');
INSERT INTO passages VALUES (4, 1, 1, 'paragraph', NULL, 31, 45, 'so: 80/kh-ubnd', '');
INSERT INTO passages VALUES (5, 1, 1, 'paragraph', NULL, 46, 80, 'cong hoa xa hoi chu nghia viet nam', '');
INSERT INTO passages VALUES (6, 1, 1, 'paragraph', NULL, 81, 108, 'doc lap - tu do - hanh phuc', '');
INSERT INTO passages VALUES (7, 1, 1, 'paragraph', NULL, 109, 144, 'dien bien, ngay 10 thang 6 nam 2025', '');
INSERT INTO passages VALUES (8, 1, 1, 'paragraph', NULL, 145, 153, 'ke hoach', '');
INSERT INTO passages VALUES (9, 1, 1, 'paragraph', NULL, 154, 166, 'cong tac nam', '');
INSERT INTO passages VALUES (10, 1, 2, 'paragraph', NULL, 167, 178, 'i. nhiem vu', 'nhiem vu');
INSERT INTO passages VALUES (11, 2, 4, 'task', 2, 179, 236, 'thuc hien ket luan so 99-kl/tw cua bo chinh tri khoa xiii', 'nhiem vu');
INSERT INTO passages VALUES (12, 2, 3, 'paragraph', NULL, 0, 15, 'uy ban nhan dan', '');
INSERT INTO passages VALUES (13, 2, 3, 'paragraph', NULL, 16, 30, 'tinh dien bien', '');
INSERT INTO passages VALUES (14, 2, 3, 'paragraph', NULL, 31, 45, 'so: 82/kh-ubnd', '');
INSERT INTO passages VALUES (15, 2, 3, 'paragraph', NULL, 46, 80, 'cong hoa xa hoi chu nghia viet nam', '');
INSERT INTO passages VALUES (16, 2, 3, 'paragraph', NULL, 81, 108, 'doc lap - tu do - hanh phuc', '');
INSERT INTO passages VALUES (17, 2, 3, 'paragraph', NULL, 109, 144, 'dien bien, ngay 12 thang 6 nam 2025', '');
INSERT INTO passages VALUES (18, 2, 3, 'paragraph', NULL, 145, 153, 'ke hoach', '');
INSERT INTO passages VALUES (19, 2, 3, 'paragraph', NULL, 154, 166, 'cong tac nam', '');
INSERT INTO passages VALUES (20, 2, 4, 'paragraph', NULL, 167, 178, 'i. nhiem vu', 'nhiem vu');
INSERT INTO said_ids VALUES ('urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025;12-kh-ubnd', 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach;12-kh-ubnd', 2);
INSERT INTO said_ids VALUES ('urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-10;80-kh-ubnd', 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach;80-kh-ubnd', 1);
INSERT INTO said_ids VALUES ('urn:lex:vn:trung.uong.dang:ket.luan:khoa.xiii;99-kl-tw', 'urn:lex:vn:trung.uong.dang:ket.luan;99-kl-tw', 4);
INSERT INTO said_ids VALUES ('urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-12;82-kh-ubnd', 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach;82-kh-ubnd', 3);
INSERT INTO mention_ids VALUES (1, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-10;80-kh-ubnd', 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025;12-kh-ubnd', NULL);
INSERT INTO mention_ids VALUES (2, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-06-12;82-kh-ubnd', 'urn:lex:vn:trung.uong.dang:ket.luan:khoa.xiii;99-kl-tw', NULL);
INSERT INTO task_ids VALUES (1, 0, 'urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025;12-kh-ubnd');
INSERT INTO task_ids VALUES (2, 0, 'urn:lex:vn:trung.uong.dang:ket.luan:khoa.xiii;99-kl-tw');

"""What each file of the dataset holds and what each of its columns means, in English as the files themselves.

A column that an export of the same name has as well means the same there, and is explained there.
"""

from recommendations.models.choices import Text

from .. import tables

FILES: dict[str, tuple[str, str]] = {
    "themes": ("Themes", "What recommendations are about."),
    "population-groups": ("Population groups", "Whom recommendations concern."),
    "governments": ("Governments", "UN member and observer States; the forum is open to all of them."),
    "stakeholders": ("Stakeholders", "Who can be responsible for a recommendation, or speak in a voice of its own."),
    "frameworks": ("Frameworks", "Frameworks later than the texts, such as the Global Compact for Migration."),
    "framework-goals": ("Framework goals", "Their objectives, guiding principles and targets."),
    "summits": ("Summits", "The meetings of the forum."),
    "round-tables": ("Round Tables", "The Round Tables of the summits."),
    "sessions": ("Sessions", "The sessions of the Round Tables."),
    "session-co-chairs": (
        "Co-chairs of sessions",
        "Governments that chaired a session together. It implies no responsibility for what the session asks.",
    ),
    "documents": ("Documents", "The source texts."),
    "passages": ("Passages", "The source texts, piece by piece, verbatim."),
    "editorial-notes": ("Editorial notes", "Doubts about the text and how they are treated, signed and dated."),
    "editorial-note-passages": ("Passages of editorial notes", "Which passages an editorial note speaks of."),
    "recommendations": (
        "Recommendations",
        "What the texts ask for. The words of a recommendation are those of the passages that it cites as its source.",
    ),
    "recommendation-themes": ("Themes of recommendations", "A recommendation may have several."),
    "recommendation-addressees": (
        "Addressees of recommendations",
        "Governments to which alone a recommendation is addressed. None: to every government that may report.",
    ),
    "related-recommendations": (
        "Related recommendations",
        "Pairs; each stands here twice, once from either side.",
    ),
    "components": ("Components", "Limbs of recommendations that can progress by themselves."),
    "citations": ("Citations", "The passages that a recommendation rests on."),
    "responsibilities": ("Responsibilities", "Who is responsible for a recommendation."),
    "population-group-links": ("Population groups of recommendations", "Whom a recommendation concerns."),
    "alignments": (
        "Alignments",
        "Editors' judgements, made later, that a framework goal covers the same ground as a recommendation.",
    ),
    "outside-references": ("Outside references", "Facts and instruments outside of the texts."),
    "positions": ("Positions", "What governments said of recommendations."),
    "follow-ups": ("Follow-ups", "What governments and other voices report doing."),
    "assessments": ("Assessments", "What the secretariat concludes."),
    "follow-up-components": (
        "Components of follow-ups",
        "The components that a follow-up speaks of. None: the recommendation as a whole.",
    ),
    "joint-governments": ("Governments of joint follow-ups", "Governments that took the measure together."),
    "evidence": ("Evidence", "Sources attached to positions, follow-ups and assessments."),
}

_NAMED = "Reference of the recommendation."
_DOCUMENT = "Slug of the document."
_SIGNED = {"author_name": "Who signs it.", "dated_on": "Day on which it was signed."}
_SESSION = {
    "session_round_table_summit": "Number of the summit of the session. Empty: none.",
    "session_round_table": "Number of the Round Table of the session. Empty: none.",
    "session": "Number of the session in its Round Table. Empty: none.",
}
_AFTERWARDS = {
    "withdrawn_at": "When it was withdrawn, in UTC: from then on it was no longer in force. Empty: it was not.",
    "withdrawal_reason": "Why it was withdrawn. Empty: it was not, or its words were removed.",
    "redacted_at": "When its words were removed, in UTC; its dates and statuses stand. Empty: they were not.",
    "redaction_reason": "Why its words were removed. Empty: they were not.",
}

_OWN: dict[str, dict[str, str]] = {
    "themes": {
        "slug": "Name in addresses.",
        "name": "Name.",
        "description": "Description. Empty: none.",
        "ordinal": "Place in lists of themes; smaller comes first.",
    },
    "population-groups": {"slug": "Name in filters.", "name": "Name."},
    "governments": {
        "iso3": "ISO 3166 alpha-3 code.",
        "iso2": "ISO 3166 alpha-2 code.",
        "name_en": "Short name in English.",
        "name_fr": "Short name in French.",
        "name_es": "Short name in Spanish.",
        "name_ar": "Short name in Arabic.",
        "official_name_en": "Official name in English. Empty: not recorded.",
        "official_name_fr": "Official name in French. Empty: not recorded.",
        "official_name_es": "Official name in Spanish. Empty: not recorded.",
        "official_name_ar": "Official name in Arabic. Empty: not recorded.",
        "region": "Region. Empty: none.",
        "may_report": "Whether it reports here, and is counted.",
        "is_example": "Whether it is invented, for an example site; never counted with real ones.",
    },
    "frameworks": {"slug": "Name in keys such as gcm:19.", "name": "Name."},
    "framework-goals": {
        "framework": "Slug of the framework.",
        "kind": "Objective, guiding principle or target.",
        "code": "As the framework numbers it: 19, or 3.c.",
        "title": "Its words.",
        "ordinal": "Place in the framework.",
    },
    "summits": {
        "number": "Number of the summit; 0 is the High-Level Dialogue of 2006.",
        "roman": "Its number in Roman figures. Empty: none.",
        "title": "Title.",
        "host_city": "City in which it met.",
        "host_country": "Country in which it met, by its name of that time.",
        "chairs": "Who chaired; not always the host. Two chairs are joined by “and”.",
        "starts_on": "First day.",
        "ends_on": "Last day.",
        "source": "Where this is said. Empty: not recorded.",
    },
    "round-tables": {
        "summit": "Number of the summit.",
        "number": "Number of the Round Table.",
        "title": "Title.",
        "aliases": "As texts call it as well, one name a line. Empty: no other name.",
    },
    "sessions": {
        "round_table_summit": "Number of the summit.",
        "round_table": "Number of the Round Table.",
        "number": "Number of the session, as printed: 3.1.",
        "title": "Title.",
    },
    "session-co-chairs": {
        **_SESSION,
        "government": "ISO 3166 alpha-3 code of the government.",
    },
    "documents": {
        "round_table_summit": "Number of the summit of the Round Table. Empty: none.",
        "round_table": "Number of the Round Table. Empty: none.",
    },
    "passages": _SESSION,
    "editorial-notes": {
        "document": _DOCUMENT,
        "code": "Code, unique in its document.",
        "quote": "The words in doubt, as they stand.",
        "remark": "What is doubtful about them.",
        "likely_reading": "What was probably meant. Empty: not guessed.",
        "treatment": "How this record treats them.",
        **_SIGNED,
    },
    "editorial-note-passages": {
        "editorialnote_document": "Slug of the document of the note.",
        "editorialnote": "Code of the note.",
        "passage_document": "Slug of the document of the passage.",
        "passage": "Code of the passage.",
    },
    "recommendations": {
        **_SESSION,
        "ordinal": "Place in its document.",
        "force_words": "The words of the source that carry the force. Empty: not singled out.",
    },
    "recommendation-themes": {"recommendation": _NAMED, "theme": "Slug of the theme."},
    "recommendation-addressees": {"recommendation": _NAMED, "government": "ISO 3166 alpha-3 code of the government."},
    "related-recommendations": {"from_recommendation": _NAMED, "to_recommendation": "Reference of the related one."},
    "components": {"recommendation": _NAMED, "ordinal": "Number of the component.", "text": "What it asks for."},
    "citations": {
        "recommendation": _NAMED,
        "passage_document": "Slug of the document of the passage.",
        "passage": "Code of the passage.",
        "role": "Whether its words are the recommendation, support it, or limit it.",
    },
    "responsibilities": {
        "recommendation": _NAMED,
        "stakeholder": "Slug of the stakeholder.",
        "role": "In which role it is responsible.",
        "basis": "Whether the text names it or an editor reads it from the context.",
        "words": "The words that name it. Empty: none do.",
        "reason": "Why an editor reads it from the context. Empty: the text names it.",
    },
    "population-group-links": {
        "recommendation": _NAMED,
        "population_group": "Slug of the population group.",
        "basis": "Whether the text names it or an editor reads it from the context.",
    },
    "alignments": {
        "recommendation": _NAMED,
        "goal_framework": "Slug of the framework of the goal.",
        "goal": "Code of the goal.",
        "confidence": "How sure the editor is.",
        "reason": "Why. Empty: not said.",
        **_SIGNED,
    },
    "outside-references": {
        "recommendation": _NAMED,
        "title": "Title.",
        "url": "Address. Empty: none.",
        "dated_on": "Its date. Empty: not known.",
        "remark": "An editor's remark. Empty: none.",
    },
    "positions": _AFTERWARDS,
    "follow-ups": _AFTERWARDS,
    "assessments": {
        "component_recommendation": "Reference of the recommendation of the component. Empty: the whole is assessed.",
        **_AFTERWARDS,
    },
    "follow-up-components": {
        "follow_up": "Identifier of the follow-up.",
        "component_recommendation": "Reference of the recommendation of the component.",
        "component": "Number of the component.",
    },
    "joint-governments": {
        "follow_up": "Identifier of the follow-up.",
        "government": "ISO 3166 alpha-3 code of the government.",
    },
    "evidence": {
        "uid": "The source's own identifier.",
        "follow_up": "Identifier of the follow-up that it is attached to. Empty: of another entry.",
        "position": "Identifier of the position that it is attached to. Empty: of another entry.",
        "assessment": "Identifier of the assessment that it is attached to. Empty: of another entry.",
        "title": "Title. Empty: the words of its entry were removed.",
        "publisher": "Publisher. Empty: not said.",
        "url": "Address. Empty: it is a file, or the words of its entry were removed.",
        "file": "Path of the file below files/. Empty: it is an address, or the words of its entry were removed.",
        "language": "Language of the source, as an IETF tag.",
        "published_on": "Day of its publication. Empty: not known.",
        "retrieved_on": "Day on which it was read.",
        "is_independent": "Whether somebody else than the actor whose action it shows published it.",
    },
}

_OF_EXPORTS = {
    table.name: {column.name: column.meaning for column in table.columns}
    for table in (
        tables.STAKEHOLDERS,
        tables.DOCUMENTS,
        tables.PASSAGES,
        tables.RECOMMENDATIONS,
        tables.POSITIONS,
        tables.FOLLOW_UPS,
        tables.ASSESSMENTS,
    )
}


def meaning_of(file: str, column: str) -> Text:
    """Raises KeyError for a column that nobody has explained."""
    return {**_OF_EXPORTS.get(file, {}), **_OWN.get(file, {})}[column]

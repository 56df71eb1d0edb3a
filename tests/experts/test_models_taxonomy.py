import pytest
from django.utils import translation

from tests.experts.factories import CategoryFactory, HelpFormFactory, SkillFactory, TargetGroupFactory


@pytest.mark.parametrize("factory", [CategoryFactory, HelpFormFactory, SkillFactory, TargetGroupFactory])
@pytest.mark.parametrize(("language", "said"), [("nl", "Rekenen"), ("en", "Arithmetic"), ("en-gb", "Arithmetic")])
def test_the_taxonomy_speaks_the_readers_language(factory, language, said):
    row = factory.build(label="Rekenen", label_en="Arithmetic")
    with translation.override(language):
        assert str(row) == said

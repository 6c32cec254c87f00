from dataclasses import fields, replace

from app.core.rendering.sample import sample_content, sample_program
from app.core.rendering.template import SampleProgram
from tests.core.rendering.designs import small


def test_a_sample_has_every_field_filled() -> None:
    content = sample_content()
    optional = {"second_name", "qr_mask"}
    empty = {field.name for field in fields(content) if not getattr(content, field.name)}
    assert empty == optional


def test_name_photo_and_program_may_be_given() -> None:
    program = replace(sample_program(), program_name="Town of Hillcrest")
    content = sample_content(name="Ana", photo=b"jpeg", program=program)
    assert (content.name, content.photo, content.program) == ("Ana", b"jpeg", program)


def test_the_sample_is_the_same_every_time() -> None:
    assert sample_content() == sample_content()


def test_a_design_may_bring_an_invented_program() -> None:
    template = small().template
    named = template.model_copy(update={"sample": SampleProgram(program_name="Quill Library")})
    assert sample_program(named).program_name == "Quill Library"
    assert sample_program(named).card_title == sample_program().card_title
    assert sample_program(named).program_id == template.design

"""What every table and column of the models states about itself."""

import pytest
from sqlalchemy import Column, Table

from app.kit.db import Bytes, Cents, Code, Count, DataClass, Day, Flag, Id, Instant
from tests.house.tables import all_tables

TYPES = {Id, Instant, Day, Flag, Code, Count, Cents, Bytes}
TABLES = sorted(all_tables().tables.values(), key=lambda table: table.name)
COLUMNS = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in TABLES
    for column in table.columns
]
EACH_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
EACH_COLUMN = pytest.mark.parametrize("column", COLUMNS)


@EACH_COLUMN
def test_column_states_purpose_data_class_and_clock(column: Column[object]) -> None:
    assert column.info.keys() == {"purpose", "data", "clock"}
    assert column.info["purpose"].strip()
    assert column.info["clock"].strip()
    assert isinstance(column.info["data"], DataClass)


@EACH_COLUMN
def test_column_has_one_of_our_types(column: Column[object]) -> None:
    assert type(column.type) in TYPES


@EACH_COLUMN
def test_database_makes_no_value(column: Column[object]) -> None:
    """Ids are random, values and times come from the code."""
    assert column.server_default is None
    assert column.identity is None


@EACH_TABLE
def test_table_is_strict_on_sqlite(table: Table) -> None:
    assert table.dialect_options["sqlite"]["strict"] is True


@EACH_TABLE
def test_every_constraint_and_index_has_a_name(table: Table) -> None:
    assert all(constraint.name for constraint in table.constraints)
    assert all(index.name for index in table.indexes)


def test_tables_point_at_the_tables_of_lower_features_only() -> None:
    """A cycle of foreign keys would be a cycle of features."""
    assert len(all_tables().sorted_tables) == len(TABLES)

"""Settings from the environment, prefix TESSERA_. Only `main` and `cli` read them."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.program import Environment

DATABASE_FILE = "tessera.sqlite"


class Settings(BaseSettings):
    """Everything that differs between two deployments of the same program."""

    model_config = SettingsConfigDict(env_prefix="TESSERA_", extra="forbid", frozen=True)

    environment: Environment = Field(
        default=Environment.PRODUCTION, description="`development` or `production`"
    )
    data_dir: Path = Field(
        default=Path(".tessera/data"), description="folder of the embedded database"
    )
    keyring_dir: Path = Field(
        default=Path(".tessera/keyring"),
        description="folder of the keyring and the issuer key files; in production never inside "
        "the data folder",
    )
    database_url: str | None = Field(
        default=None,
        description="`postgresql+psycopg://…`; without it SQLite in the data folder",
    )
    pkcs11_module: Path | None = Field(
        default=None, description="library of a PKCS#11 token that makes and keeps issuer keys"
    )
    pkcs11_token: str = Field(default="tessera", description="label of the token")
    pkcs11_pin_file: Path | None = Field(
        default=None, description="file with the token's PIN in its first line, mode 0600"
    )
    base_url: str = Field(
        default="http://localhost:8000", description="address of the pages; only builds links"
    )
    program: str = Field(default="riverbend", description="default of `tessera init --program`")
    processes: Annotated[int, Field(ge=1, le=64)] = Field(
        default=1, description="server processes; limits per client are divided by them"
    )
    trusted_proxies: str = Field(
        default="",
        description="addresses of proxies whose X-Forwarded-* headers are believed",
    )

    @property
    def is_production(self) -> bool:
        """Whether the rules of production hold."""
        return self.environment is Environment.PRODUCTION

    @property
    def database_url_or_default(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.data_dir / DATABASE_FILE}"

    @property
    def jobs_database_url(self) -> str:
        """Where the job engine keeps its own tables: beside ours, in a schema or file apart."""
        url = self.database_url_or_default
        return f"{url}-jobs" if url.startswith("sqlite") else url

    @model_validator(mode="after")
    def _whole_token(self) -> Self:
        if (self.pkcs11_module is None) != (self.pkcs11_pin_file is None):
            raise ValueError("TESSERA_PKCS11_MODULE and TESSERA_PKCS11_PIN_FILE go together")
        return self

    @model_validator(mode="after")
    def _keep_keys_apart(self) -> Self:
        if self.is_production:
            data, keyring = self.data_dir.resolve(), self.keyring_dir.resolve()
            if keyring == data or data in keyring.parents:
                raise ValueError("in production TESSERA_KEYRING_DIR lies outside TESSERA_DATA_DIR")
            if not self.base_url.startswith("https://"):
                raise ValueError("in production TESSERA_BASE_URL begins with https://")
        return self

"""What the reasons that commands end with mean, and what to do; codes alone are for programs."""

SENTENCES = {
    "next_key_exists": "the next key of this role is made already; see `tessera keys list`",
    "root_is_pinned": "a root is pinned already, and that is for good",
    "no_root_is_pinned": "no root is pinned yet: `tessera keys pin ROOTFILE.pub`",
    "key_changed": "somebody else changed this key just now; try again",
    "no_such_key": "no key has this id; see `tessera keys list`",
    "key_id_is_shared": "two keys have this id; a key set has to be made by hand",
    "token_unavailable": "the PKCS#11 token is not there, or not as the settings say",
    "file_exists": "a file of this name is there already and is not written over",
    "folder_exists": "a folder of this name is there already and is not written over",
    "no_key_set": "no signed key set is published yet: `tessera keys draft`, sign, `publish`",
    "moment_in_future": "the moment lies in the future",
    "key_is_compromised": "this key counts as compromised since that moment or before",
    "key_is_retired": "this key is retired already",
    "key_is_not_compromised": "only the cards of a compromised key are signed again",
    "no_signing_key": "no key of this role signs now: `tessera keys rotate`",
    "no_other_key_signs": "this is the only key that signs; make the next one first",
    "key_set_not_signed_by_root": "the pinned root did not sign this file",
    "key_set_version_too_low": "a key set of this version or a later one is published already",
    "key_set_is_outdated": "keys have changed since this was drafted: draft and sign it again",
    "no_card_key_signs": "with this key set no key would sign cards",
    "no_status_key_signs": "with this key set no key would sign status lists",
    "not_a_network_file": "this is no TOML file with name, version and [[issuers]]",
    "neither_key_set_nor_network_list": "this is neither an unsigned key set nor a network list",
    "no_card_key_is_compromised": "lists are closed only once a card key is compromised",
    "no_final_status_key": "there is no key for the last lists: `tessera keys final`",
    "key_file_missing": "a key is not where it should be, or the file holds something else",
    "keyring_readable_by_others": "others can read this file: chmod 600",
    "no_token": "the settings name no PKCS#11 token (TESSERA_PKCS11_MODULE)",
    "deployment_exists": "there is a deployment in this folder already; nothing was changed",
}


def in_words(reason: str) -> str:
    """Return a reason with its sentence, where it has one."""
    sentence = SENTENCES.get(reason, "")
    return f"{reason}: {sentence}" if sentence else reason

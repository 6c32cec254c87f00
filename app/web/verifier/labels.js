// Every number of the wire format, as in app/core/credential/labels.py.

export const COSE_SIGN1_TAG = 18;

export const HEADER_ALGORITHM = 1;
export const HEADER_KEY_ID = 4;
export const HEADER_TYPE = 16;

export const TYPE_STATUS_LIST = "application/statuslist+cwt";
export const TYPE_KEY_SET = "application/cose-key-set+cwt";

export const ES256 = -7;
export const EDDSA = -8;
/** Every `alg` that may stand in a header, and what it means (RFC 9864 added the last two). */
export const READ_AS = new Map([[ES256, ES256], [EDDSA, EDDSA], [-9, ES256], [-19, EDDSA]]);

export const ISSUER = 1;
export const SUBJECT = 2;
export const EXPIRES_AT = 4;
export const NOT_BEFORE = 5;
export const ISSUED_AT = 6;
export const CTI = 7;
export const IDENTITY = 169;
export const STATUS_LIST = 65533;
export const TTL = 65534;
export const STATUS = 65535;
export const NO_END = -70001;
export const VERSION = -70010;
export const KEYS = -70011;
export const AGGREGATION = -70017;

export const KEY_TYPE = 1;
export const KEY_ID = 2;
export const KEY_ALGORITHM = 3;
export const CURVE = -1;
export const X = -2;
export const Y = -3;
export const ROLE = -70012;
export const SIGN_FROM = -70013;
export const SIGN_UNTIL = -70014;
export const VERIFY_UNTIL = -70015;
export const STATE = -70016;

export const CARD_NUMBER = 1;
export const NAME = 4;
export const FACE = 62;
export const FACE_DATA = 0;
export const FACE_FORMAT = 1;
export const FACE_SUB_FORMAT = 2;
export const FORMAT_IMAGE = 0;
export const IMAGE_WEBP = 4;

/** Written in by the build from TARO_APP_API_BASE_URL: where the WeChat build finds the server. */
declare const API_BASE_URL: string
/** Written in by the build from TARO_APP_JUMP_LIST_KEYS: public keys in base64, separated by commas; may be empty. */
declare const JUMP_LIST_KEYS: string
/** Written in by the build from package.json. */
declare const CLIENT_VERSION: string

// @ts-check
/** Loaded by the search page. The Worker is made first of all, since that takes longest. */

import { searchPage } from "./page.js";
import { connect } from "./remote.js";

await searchPage(connect());

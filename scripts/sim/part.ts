// One core's part of a run.

import { servePart } from "../parts/serve-part.ts";
import { playStretch, type Stretch, type Tally } from "./stretch.ts";

servePart<Stretch, Tally>(playStretch);

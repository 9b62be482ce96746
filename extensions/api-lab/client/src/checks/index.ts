import type { Area } from "../check";
import { backend } from "./backend";
import { crossOrigin } from "./crossOrigin";
import { desktopUI } from "./desktopUI";
import { dockerLists } from "./dockerLists";
import { entry } from "./entry";
import { execPromise } from "./execPromise";
import { execStream } from "./execStream";
import { extras } from "./extras";
import { host } from "./host";
import { page } from "./page";
import { quoting } from "./quoting";
import { longPoll, service } from "./service";
import { theme } from "./theme";
import { v0 } from "./v0";
import { visits } from "./visits";

export const areas: Area[] = [
  entry,
  execPromise,
  execStream,
  quoting,
  service,
  backend,
  dockerLists,
  desktopUI,
  host,
  theme,
  page,
  crossOrigin,
  v0,
  visits,
  extras,
  longPoll,
];

import * as packaged from "@docker/docker-mui-theme";
import type { ComponentType, ReactNode } from "react";

type Provider = ComponentType<{ children: ReactNode }>;

// Each version of the package has other names for it.
const providers = packaged as unknown as Record<string, Provider | undefined>;
const names = __MUI_VERSION__.startsWith("6.")
  ? ["DockerMuiV6ThemeProvider"]
  : ["DockerMuiV5ThemeProvider", "DockerMuiThemeProvider"];

export const ThemeProvider = names.map((name) => providers[name]).find(Boolean)!;

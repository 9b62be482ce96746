// React 17 has no react-dom/client; vite.config.ts puts this in its place.
import type { ReactElement } from "react";
import * as ReactDom from "react-dom";

export function createRoot(place: HTMLElement) {
  return {
    render: (page: ReactElement) => (ReactDom as any).render(page, place),
    unmount: () => (ReactDom as any).unmountComponentAtNode(place),
  };
}

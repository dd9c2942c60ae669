// The page's first file: React on #root, and what everything below shares.

import "./no-eval.ts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Problem } from "../../shared/http/problem.ts";
import { App } from "./app.tsx";
import { LanguageProvider } from "./i18n/locale.tsx";
import { CurrencyProvider } from "./money/currency-choice.tsx";
import { SessionProvider } from "./session/session.tsx";

const RETRIES_MAX = 2;
const FRESH_MS = 10_000;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What the server refused it will refuse again.
      retry: (failures, error) =>
        failures < RETRIES_MAX && !(error instanceof Problem && error.status < 500 && error.status !== 429),
    },
  },
});

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <QueryClientProvider client={queries}>
    <LanguageProvider>
      <CurrencyProvider>
        <SessionProvider>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </SessionProvider>
      </CurrencyProvider>
    </LanguageProvider>
  </QueryClientProvider>,
);

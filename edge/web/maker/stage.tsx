// The figure and what one does with it: turn it, come nearer, see it laugh.

import { type KeyboardEvent, useRef, useState } from "react";
import type { Look } from "../../../shared/avatar/figure/look.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { Chips } from "./chips.tsx";
import type { View } from "./preview.ts";
import { usePreview } from "./use-preview.ts";

const EXPRESSIONS = ["rest", "happy", "surprised", "relaxed", "sad", "angry", "aa", "blinkRight"] as const;
const VIEWS = ["whole", "face"] as const;
const STEP_RAD = 0.5;

export function MakerStage({ look, onRandom }: { readonly look: Look; readonly onRandom: () => void }) {
  const { t } = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const { preview, state } = usePreview(host, look);
  const [expression, setExpression] = useState<(typeof EXPRESSIONS)[number]>("rest");
  const [view, setView] = useState<View>("whole");
  const draggedFrom = useRef<number | null>(null);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -STEP_RAD, ArrowRight: STEP_RAD }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    preview.current?.turn(step);
  }

  return (
    <section className="card maker-stage" aria-label={t.maker.title}>
      <div className="maker-canvas-frame">
        <div
          ref={host}
          className="maker-canvas"
          role="img"
          aria-label={t.maker.preview}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned with the arrow keys
          tabIndex={0}
          data-state={state}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            draggedFrom.current = event.clientX;
          }}
          onPointerMove={(event) => {
            if (draggedFrom.current === null) return;
            preview.current?.drag(event.clientX - draggedFrom.current);
            draggedFrom.current = event.clientX;
          }}
          onPointerUp={() => {
            draggedFrom.current = null;
          }}
          onPointerCancel={() => {
            draggedFrom.current = null;
          }}
        />
        {(state === "unavailable" || state === "failed") && (
          <p className="maker-canvas-note" role="alert">
            {state === "failed" ? t.maker.failed : t.maker.noPreview}
          </p>
        )}
        <div className="maker-turn">
          <TurnButton
            label={t.maker.turnLeft}
            path="M14 6 8 12l6 6"
            onClick={() => preview.current?.turn(-STEP_RAD)}
          />
          <button type="button" className="button button-primary" onClick={onRandom}>
            {t.maker.random}
          </button>
          <TurnButton
            label={t.maker.turnRight}
            path="m10 6 6 6-6 6"
            onClick={() => preview.current?.turn(STEP_RAD)}
          />
        </div>
        <div className="maker-view">
          <Chips
            label={t.maker.view}
            isLabelHidden
            among={VIEWS}
            names={t.maker.views}
            value={view}
            onChange={(next) => {
              setView(next);
              preview.current?.look(next);
            }}
          />
        </div>
      </div>
      <div>
        <Chips
          label={t.maker.expression}
          isLabelHidden
          among={EXPRESSIONS}
          names={t.maker.expressions}
          value={expression}
          onChange={(next) => {
            setExpression(next);
            preview.current?.express(next === "rest" ? null : next);
          }}
        />
      </div>
    </section>
  );
}

function TurnButton(props: { readonly label: string; readonly path: string; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      className="button maker-turn-button"
      aria-label={props.label}
      onClick={props.onClick}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={props.path} />
      </svg>
    </button>
  );
}

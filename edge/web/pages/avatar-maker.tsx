// Making an avatar: choices on one side, the figure they make on the other. This module brings three.js along.

import { useId, useState } from "react";
import {
  FACE_STYLES,
  HAIR_STYLES,
  HEIGHT_MAX_M,
  HEIGHT_MIN_M,
  type Look,
  OUTFITS,
} from "../../../shared/avatar/figure/look.ts";
import { PALETTES, randomLook } from "../../../shared/avatar/generate/spec.ts";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { Chips, Swatches } from "../maker/chips.tsx";
import { FinishBox } from "../maker/finish-box.tsx";
import { MakerStage } from "../maker/stage.tsx";

const HEIGHT_STEP_M = 0.01;

export default function AvatarMakerPage() {
  const { t } = useLanguage();
  useTitle(t.maker.title);
  const [look, setLook] = useState<Look>(() => randomLook(Math.random));
  const change = (part: Partial<Look>) => setLook((before) => ({ ...before, ...part }));
  const colour = (part: keyof Look["colours"]) => ({
    label: t.maker.colours[part],
    among: PALETTES[part],
    value: look.colours[part],
    onChange: (value: string) => change({ colours: { ...look.colours, [part]: value } }),
  });
  return (
    <>
      <div className="page-head">
        <h1>{t.maker.title}</h1>
        <p className="lead">{t.maker.lead}</p>
      </div>
      <div className="maker-page">
        <MakerStage look={look} onRandom={() => setLook(randomLook(Math.random))} />
        <div className="maker-choices">
          <section className="card maker-group" aria-label={t.maker.hair}>
            <Chips
              label={t.maker.hair}
              among={HAIR_STYLES}
              names={t.maker.hairs}
              value={look.hair}
              onChange={(hair) => change({ hair })}
            />
            <Swatches {...colour("hair")} />
          </section>
          <section className="card maker-group" aria-label={t.maker.face}>
            <Chips
              label={t.maker.face}
              among={FACE_STYLES}
              names={t.maker.faces}
              value={look.face}
              onChange={(face) => change({ face })}
            />
            <Swatches {...colour("eyes")} />
            <Swatches {...colour("skin")} />
            <Height value={look.heightM} onChange={(heightM) => change({ heightM })} />
          </section>
          <section className="card maker-group" aria-label={t.maker.outfit}>
            <Chips
              label={t.maker.outfit}
              among={OUTFITS}
              names={t.maker.outfits}
              value={look.outfit}
              onChange={(outfit) => change({ outfit })}
            />
            <Swatches {...colour("cloth")} />
            <Swatches {...colour("second")} />
          </section>
          <section className="card maker-group" aria-label={t.maker.finish}>
            <h2>{t.maker.finish}</h2>
            <FinishBox look={look} />
          </section>
        </div>
      </div>
    </>
  );
}

function Height({ value, onChange }: { readonly value: number; readonly onChange: (value: number) => void }) {
  const { t, format } = useLanguage();
  const id = useId();
  const text = t.upload.metres(format.twoDigits(value));
  return (
    <div className="maker-height">
      <label htmlFor={id}>{t.maker.height}</label>
      <input
        id={id}
        type="range"
        min={HEIGHT_MIN_M}
        max={HEIGHT_MAX_M}
        step={HEIGHT_STEP_M}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id}>{text}</output>
    </div>
  );
}

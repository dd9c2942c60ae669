import { describe, expect, test } from "bun:test";
import {
  LOOKS,
  lookOf,
  PARTICLES_MAX,
  particlesOf,
  placeParticle,
} from "../../../../edge/web/room/gifts/particles.ts";
import { seededRng } from "../../../../shared/rng.ts";

const drawn = () => ({ x: 0, y: 0, z: 0, opacity: 0 });

describe("the particles of a gift", () => {
  test("are as many as may be at most, and all gone when its time is over", () => {
    for (const look of LOOKS)
      for (const seconds of [1, 4, 12, 60]) {
        const particles = particlesOf(look, seconds, seededRng(7n));
        expect(particles.length).toBeLessThanOrEqual(PARTICLES_MAX);
        const longest = Math.max(...particles.map(({ bornAtS, livesS }) => bornAtS + livesS));
        expect([look, seconds, longest <= Math.max(seconds, 3.9)]).toEqual([look, seconds, true]);
      }
  });

  test("are seen from their birth to their end, near whom the gift is for", () => {
    for (const look of LOOKS)
      for (const particle of particlesOf(look, 8, seededRng(8n))) {
        const at = drawn();
        placeParticle(particle, particle.bornAtS - 0.01, at);
        expect(at.opacity).toBe(0);
        placeParticle(particle, particle.bornAtS + particle.livesS / 2, at);
        expect([look, at.opacity > 0, Math.hypot(at.x, at.z) < 6, at.y < 6]).toEqual([
          look,
          true,
          true,
          true,
        ]);
        placeParticle(particle, particle.bornAtS + particle.livesS + 0.01, at);
        expect(at.opacity).toBe(0);
      }
  });

  test("are the same by the same chance, and sparkle where the effect is not known", () => {
    expect(particlesOf("petals", 5, seededRng(9n))).toEqual(particlesOf("petals", 5, seededRng(9n)));
    expect([lookOf("hearts"), lookOf("lanterns")]).toEqual(["hearts", "sparkles"]);
  });
});

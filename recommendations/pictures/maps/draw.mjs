// Draws world.json once, from Natural Earth (public domain) as packed by world-atlas; README.md says how to run it.
import { readFileSync, writeFileSync } from "node:fs";
import { geoContains, geoEqualEarth, geoPath } from "d3-geo";
import { feature, merge } from "topojson-client";
import { filter, filterWeight, presimplify, quantile, simplify, sphericalTriangleArea } from "topojson-simplify";

const WIDTH = 1600;
const MARGIN = 12;
// The share of points that is kept: at the size of a page, more would not show.
const KEPT = 0.10;
// In square units of the drawing: what is smaller gets a dot, since nobody could see or hit it.
const SMALL = 60;
const ANTARCTICA = "010";
// Islands too small for the source, or on both edges of the map; longitude and latitude.
const CENTRES = { KIR: [173.02, 1.43], TUV: [179.2, -8.52] };
// The source draws the peninsula with the State that holds it; the General Assembly (68/262) does not. It stays neutral.
const CRIMEA = [34.2, 45.2];

const [atlas, governments, codes] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const numbers = Object.fromEntries(JSON.parse(codes).map(({ iso3, numeric }) => [iso3, numeric]));

const whole = JSON.parse(atlas);
const areas = whole.objects.countries.geometries;
areas.splice(areas.findIndex((area) => area.id === ANTARCTICA), 1);
const russia = areas.find((area) => area.id === "643");
const isCrimea = (arcs) => geoContains(feature(whole, { type: "Polygon", arcs }), CRIMEA);
const taken = russia.arcs.filter(isCrimea);
russia.arcs = russia.arcs.filter((arcs) => !isCrimea(arcs));
areas.push({ type: "MultiPolygon", arcs: taken, properties: {} });

const weighed = presimplify(whole, sphericalTriangleArea);
const few = simplify(filter(weighed, filterWeight(weighed, 4e-6, sphericalTriangleArea)), quantile(weighed, KEPT));
const shown = few.objects.countries;

// Dots at the edges stay whole within the margin.
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH - 2 * MARGIN, feature(few, shown));
const toPath = geoPath(projection);
const [left, top] = projection.translate();
projection.translate([left + MARGIN, top + MARGIN - toPath.bounds(feature(few, shown))[0][1]]);

// Rings of whole numbers, each point relative to the one before: the shortest that SVG allows.
function path(geometry) {
  const rings = [];
  let ring = [];
  const sink = {
    moveTo: (x, y) => { ring = [[Math.round(x), Math.round(y)]]; rings.push(ring); },
    lineTo: (x, y) => { ring.push([Math.round(x), Math.round(y)]); },
    closePath: () => {},
    arc: () => {},
  };
  geoPath(projection, sink)(geometry);
  return rings.map(short).join("");
}

function short(ring) {
  const [[x, y], ...rest] = ring;
  let [lastX, lastY] = [x, y];
  const steps = [];
  for (const [nextX, nextY] of rest) {
    if (nextX === lastX && nextY === lastY) continue;
    steps.push([nextX - lastX, nextY - lastY]);
    [lastX, lastY] = [nextX, nextY];
  }
  if (steps.length < 3) return "";
  // The last step leads back to the start, as `z` does.
  steps.pop();
  const numbers = steps.flat().map((number) => (number < 0 ? `${number}` : ` ${number}`)).join("");
  return `M${x} ${y}l${numbers.trim()}z`;
}

const places = {};
const named = new Set();
for (const { fields } of JSON.parse(governments)) {
  const area = shown.geometries.find((candidate) => candidate.id === numbers[fields.iso3]);
  const drawn = area ? path(feature(few, area)) : "";
  const place = drawn ? { path: drawn } : {};
  if (area) named.add(area);
  const full = areas.find((candidate) => candidate.id === numbers[fields.iso3]);
  const size = full ? toPath.area(feature(whole, full)) : 0;
  if (size < SMALL) {
    const centre = CENTRES[fields.iso3];
    place.dot = (centre ? projection(centre) : toPath.centroid(feature(whole, full))).map(Math.round);
  }
  places[fields.iso3] = place;
}
const others = shown.geometries.filter((area) => !named.has(area));
const height = Math.ceil(toPath.bounds(feature(few, shown))[1][1]) + MARGIN;
const world = { width: WIDTH, height, neutral: path(merge(few, others)), places };
writeFileSync(new URL("world.json", import.meta.url), `${JSON.stringify(world, null, 1)}\n`);

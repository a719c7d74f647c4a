// A bundle: many files as one, as `web/bundles.py` writes it.  A line of JSON names each file and its length, the bytes follow.

const NEWLINE = 10;

export function* entries(bundle) {
  const end = bundle.indexOf(NEWLINE);
  let from = end + 1;
  for (const [path, length] of JSON.parse(new TextDecoder().decode(bundle.subarray(0, end)))) {
    yield [path, bundle.subarray(from, from + length)];
    from += length;
  }
}

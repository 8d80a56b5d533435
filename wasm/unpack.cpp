// unpack.wasm: a module of its own that decodes LZMA, as core.wasm lies packed in dist/. It stands before the core
// does, so it is small rather than quick, and as WebAssembly quicker than a script that runs once.
//
// The input is what `xz --format=raw --lzma1=lc=3,lp=0,pb=0` writes (pack.mjs), without a header or an end mark. The
// names are those of the LZMA specification (Igor Pavlov, "LZMA specification", 2015); with pb=0 no chance depends on
// the position, with lc=3 those of a literal on the upper three bits of the byte before.
#include <cstdint>

#define HXWS_EXPORT extern "C" __attribute__((used, visibility("default")))

namespace {

using Word = std::uint32_t;

// Of each kind of binary decision the chances that it is 0, in 2048ths. One table holds all, and each kind begins at:
enum Chance : Word {
  kIsMatch = 0,  // twelve states each, up to kIsRep0Long
  kIsRep = 12,
  kIsRepG0 = 24,
  kIsRepG1 = 36,
  kIsRepG2 = 48,
  kIsRep0Long = 60,
  kLength = 72,  // two choices and trees of 3, 3 and 8 bits, as kRepLength
  kRepLength = kLength + 18 + 256,
  kPosSlot = kRepLength + 18 + 256,  // trees of 6 bits, by the length
  kSpecialPos = kPosSlot + 4 * 64,   // reversed trees, each from its smallest distance on
  kAlign = kSpecialPos + 128,        // reversed tree of 4 bits
  kLiteral = kAlign + 16,            // 768 for each value of the upper three bits
  kChances = kLiteral + 768 * 8,
};
std::uint16_t chances[kChances];

// The range coder's state.
Word range;
Word code;
const unsigned char* input;

// All that is coded goes through here: a number below `limit`, a power of two, its highest bit first. Each bit has a
// chance for each value of those before it. While a literal's bits are those of `match` (the byte that a match would
// have put there), they have others: `compared` is 256 then, and 0 for all else.
// The coder's state is local while it lasts: a browser runs this once, as its baseline compiler leaves it.
Word tree(Word base, Word limit, Word match = 0, Word compared = 0) {
  Word node = 1;
  Word rest = range;
  Word value = code;
  do {
    match <<= 1;
    const Word expected = match & compared;
    std::uint16_t& place = chances[base + compared + expected + node];
    const Word chance = place;
    const Word bound = (rest >> 11) * chance;
    node *= 2;
    if (value < bound) {
      rest = bound;
      place = static_cast<std::uint16_t>(chance + ((2048 - chance) >> 5));
      compared &= ~expected;
    } else {
      rest -= bound;
      value -= bound;
      place = static_cast<std::uint16_t>(chance - (chance >> 5));
      compared &= expected;
      ++node;
    }
    if (rest < 1U << 24) {
      rest <<= 8;
      value = value << 8 | *input++;
    }
  } while (node < limit);
  range = rest;
  code = value;
  return node - limit;
}

// The smallest tree: its chance lies behind the base.
bool bit(Word base) { return tree(base, 2) != 0; }

// A number of so many bits, the lowest first.
Word reverse_tree(Word base, Word bits) {
  const Word coded = tree(base, 1U << bits);
  Word value = 0;
  for (Word place = 0; place < bits; ++place) value = value * 2 + (coded >> place & 1);
  return value;
}

Word length(Word base) {
  if (!bit(base)) return tree(base + 2, 8);
  if (!bit(base + 1)) return 8 + tree(base + 10, 8);
  return 16 + tree(base + 18, 256);
}

// `length` counts from 0, as length() gives it.
Word distance(Word length) {
  const Word slot = tree(kPosSlot + 64 * (length < 3 ? length : 3), 64);
  if (slot < 4) return slot;
  Word bits = slot / 2 - 1;
  const Word base = (2 | (slot & 1)) << bits;
  if (slot < 14) return base + reverse_tree(kSpecialPos + base, bits);
  Word upper = 0;
  for (; bits > 4; --bits) {
    range >>= 1;
    const bool one = code >= range;
    if (one) code -= range;
    upper = upper * 2 + (one ? 1 : 0);
    if (range >= 1U << 24) continue;
    range <<= 8;
    code = code << 8 | *input++;
  }
  return base + upper * 16 + reverse_tree(kAlign, 4);
}

extern "C" unsigned char __heap_base;  // NOLINT(bugprone-reserved-identifier): the linker's name

}  // namespace

// Where the packed bytes are to be written.
HXWS_EXPORT unsigned char* packed_bytes() { return &__heap_base; }

// Gives the address of the unpacked bytes, of which there are `size`. To be called once.
HXWS_EXPORT unsigned char* unpack(Word packed_size, Word size) {
  for (std::uint16_t& chance : chances) chance = 1024;
  input = &__heap_base + 1;  // the first byte is always 0
  range = 0xFFFFFFFF;
  for (int count = 0; count < 4; ++count) code = code << 8 | *input++;

  // A byte of 0 stands before the first one.
  unsigned char* const start = &__heap_base + packed_size + 1;
  unsigned char* out = start;
  Word state = 0;  // the kinds of the last symbols
  Word rep0 = 1;   // the last distances
  Word rep1 = 1;
  Word rep2 = 1;
  Word rep3 = 1;
  while (out < start + size) {
    if (!bit(kIsMatch + state)) {
      const Word base = kLiteral + 768 * (out[-1] >> 5);
      *out = static_cast<unsigned char>(tree(base, 256, out[-static_cast<int>(rep0)], state < 7 ? 0 : 256));
      ++out;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    const Word was_literal = state < 7 ? 1 : 0;
    Word count = 0;
    if (!bit(kIsRep + state)) {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(kLength) + 2;
      rep0 = distance(count - 2) + 1;
      state = 10 - 3 * was_literal;
    } else {
      count = 1;
      if (bit(kIsRepG0 + state)) {
        Word found = rep1;
        if (bit(kIsRepG1 + state)) {
          found = rep2;
          if (bit(kIsRepG2 + state)) {
            found = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = found;
        count = 0;
      } else if (bit(kIsRep0Long + state)) {
        count = 0;
      }
      state = 11 - (count == 1 ? 2 : 3) * was_literal;
      if (count == 0) count = length(kRepLength) + 2;
    }
    for (; count > 0; --count, ++out) *out = out[-static_cast<int>(rep0)];
  }
  return start;
}

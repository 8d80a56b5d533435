// What the parsing algorithm of the HTML standard (WHATWG HTML, section 13.2.6) says of each tag name, as far as the
// tokenizer in fragments.cpp needs it.
#pragma once

#include <cstdint>
#include <string_view>

#include "scan.hpp"

namespace hxws {

// The tags that a rule names singly. All others are kOther.
enum class Tag : std::uint8_t {
  kOther,
  kA,
  kButton,
  kCaption,
  kCol,
  kColgroup,
  kDd,
  kDesc,
  kDt,
  kForm,
  kLi,
  kNobr,
  kOptgroup,
  kOption,
  kP,
  kRuby,
  kRubyText,  // rt and rp
  kScript,
  kSelect,
  kStyle,
  kSvg,
  kTable,
  kTableBody,  // tbody, thead and tfoot
  kTd,         // td and th
  kTemplate,
  kTitle,
  kTr,
};

// Properties of a tag, to be combined.
enum TagTrait : std::uint8_t {
  kVoid = 1,          // has no end tag
  kRawText = 2,       // its content is text up to its end tag (raw text and escapable raw text)
  kClosesP = 4,       // its start tag ends an open p
  kHeading = 8,       // h1 to h6
  kSpecial = 16,      // stops the search for an open li, dd or dt ("special", without address, div and p)
  kNeverSure = 32,    // has rules of its own that are left to the host's parser
  kHead = 64,         // link, meta: belongs to a head, is allowed anywhere
  kSvgElement = 128,  // an svg element without rules of its own
};

struct TagInfo {
  Tag tag;
  std::uint8_t traits;
  bool has(TagTrait trait) const { return (traits & trait) != 0; }
};

// A tag's name, which is compared without case.
struct TagName {
  std::string_view text;  // as written
  // Its characters, each with the bit that makes letters lower case, the first in the lowest byte; 0 where there are
  // none or more than eight. Of what stands in names, no two characters become one by that.
  std::uint64_t key;
};

// The key of the first characters of a word: one to eight.
constexpr std::uint64_t key_of(std::uint64_t word, std::size_t size) {
  return (word | each(0x20)) & (~std::uint64_t{0} >> (8 * (kWord - size)));
}

// `word` is what stands in memory from the name's beginning on: see word_at() in scan.hpp.
constexpr TagName tag_name(std::string_view text, std::uint64_t word) {
  return {text, text.empty() || text.size() > kWord ? 0 : key_of(word, text.size())};
}

bool is_same(const TagName& one, const TagName& other);

bool has_hyphen(const TagName& name);

// An unknown name (a custom element) is {kOther, 0}.
TagInfo tag_info(const TagName& name);

}  // namespace hxws

#include "tags.hpp"

#include <cstddef>

#include "ascii.hpp"

namespace hxws {
namespace {

struct Entry {
  std::string_view name;
  Tag tag;
  std::uint8_t traits;
};

constexpr std::uint8_t kBlock = kClosesP | kSpecial;

// A name of both HTML and SVG stands once, with the traits of both.
constexpr Entry kEntries[] = {
    {"a", Tag::kA, 0},
    {"address", Tag::kOther, kClosesP},
    {"animate", Tag::kOther, kSvgElement},
    {"applet", Tag::kOther, kSpecial},
    {"area", Tag::kOther, kVoid | kSpecial},
    {"article", Tag::kOther, kBlock},
    {"aside", Tag::kOther, kBlock},
    {"base", Tag::kOther, kNeverSure},
    {"basefont", Tag::kOther, kNeverSure},
    {"bgsound", Tag::kOther, kNeverSure},
    {"body", Tag::kOther, kNeverSure},
    {"br", Tag::kOther, kVoid | kSpecial},
    {"button", Tag::kButton, kSpecial},
    {"caption", Tag::kCaption, kSpecial},
    {"center", Tag::kOther, kBlock},
    {"circle", Tag::kOther, kSvgElement},
    {"clippath", Tag::kOther, kSvgElement},
    {"col", Tag::kCol, kVoid | kSpecial},
    {"colgroup", Tag::kColgroup, kSpecial},
    {"dd", Tag::kDd, kBlock},
    {"defs", Tag::kOther, kSvgElement},
    {"desc", Tag::kDesc, kSvgElement},
    {"details", Tag::kOther, kBlock},
    {"dialog", Tag::kOther, kClosesP},
    {"dir", Tag::kOther, kBlock},
    {"div", Tag::kOther, kClosesP},
    {"dl", Tag::kOther, kBlock},
    {"dt", Tag::kDt, kBlock},
    {"ellipse", Tag::kOther, kSvgElement},
    {"embed", Tag::kOther, kVoid | kSpecial},
    {"fieldset", Tag::kOther, kBlock},
    {"figure", Tag::kOther, kBlock},
    {"footer", Tag::kOther, kBlock},
    {"form", Tag::kForm, kBlock},
    {"frame", Tag::kOther, kNeverSure},
    {"frameset", Tag::kOther, kNeverSure},
    {"g", Tag::kOther, kSvgElement},
    {"h1", Tag::kOther, kBlock | kHeading},
    {"h2", Tag::kOther, kBlock | kHeading},
    {"h3", Tag::kOther, kBlock | kHeading},
    {"h4", Tag::kOther, kBlock | kHeading},
    {"h5", Tag::kOther, kBlock | kHeading},
    {"h6", Tag::kOther, kBlock | kHeading},
    {"head", Tag::kOther, kNeverSure},
    {"header", Tag::kOther, kBlock},
    {"hgroup", Tag::kOther, kBlock},
    {"hr", Tag::kOther, kVoid | kBlock},
    {"html", Tag::kOther, kNeverSure},
    {"iframe", Tag::kOther, kRawText | kSpecial},
    {"image", Tag::kOther, kNeverSure | kSvgElement},
    {"img", Tag::kOther, kVoid | kSpecial},
    {"input", Tag::kOther, kVoid | kSpecial},
    {"isindex", Tag::kOther, kNeverSure},
    {"keygen", Tag::kOther, kNeverSure},
    {"li", Tag::kLi, kBlock},
    {"line", Tag::kOther, kSvgElement},
    {"link", Tag::kOther, kVoid | kSpecial | kHead},
    {"listing", Tag::kOther, kBlock},
    {"main", Tag::kOther, kBlock},
    {"marker", Tag::kOther, kSvgElement},
    {"marquee", Tag::kOther, kSpecial},
    {"mask", Tag::kOther, kSvgElement},
    {"math", Tag::kOther, kNeverSure},
    {"menu", Tag::kOther, kBlock},
    {"menuitem", Tag::kOther, kNeverSure},
    {"meta", Tag::kOther, kVoid | kSpecial | kHead},
    {"nav", Tag::kOther, kBlock},
    {"nobr", Tag::kNobr, 0},
    {"noembed", Tag::kOther, kRawText | kSpecial},
    {"noframes", Tag::kOther, kNeverSure},
    {"noscript", Tag::kOther, kNeverSure},
    {"object", Tag::kOther, kSpecial},
    {"ol", Tag::kOther, kBlock},
    {"optgroup", Tag::kOptgroup, 0},
    {"option", Tag::kOption, 0},
    {"p", Tag::kP, kClosesP},
    {"param", Tag::kOther, kVoid | kSpecial},
    {"path", Tag::kOther, kSvgElement},
    {"pattern", Tag::kOther, kSvgElement},
    {"polygon", Tag::kOther, kSvgElement},
    {"polyline", Tag::kOther, kSvgElement},
    {"pre", Tag::kOther, kBlock},
    {"rb", Tag::kOther, kNeverSure},
    {"rect", Tag::kOther, kSvgElement},
    {"rp", Tag::kRubyText, 0},
    {"rt", Tag::kRubyText, 0},
    {"rtc", Tag::kOther, kNeverSure},
    {"ruby", Tag::kRuby, 0},
    {"script", Tag::kScript, kRawText | kSpecial},
    {"search", Tag::kOther, kNeverSure},
    {"section", Tag::kOther, kBlock},
    {"select", Tag::kSelect, kSpecial},
    {"source", Tag::kOther, kVoid | kSpecial},
    {"stop", Tag::kOther, kSvgElement},
    {"style", Tag::kStyle, kRawText | kSpecial},
    {"summary", Tag::kOther, kBlock},
    {"svg", Tag::kSvg, kSvgElement},
    {"symbol", Tag::kOther, kSvgElement},
    {"table", Tag::kTable, kBlock},
    {"tbody", Tag::kTableBody, kSpecial},
    {"td", Tag::kTd, kSpecial},
    {"template", Tag::kTemplate, kSpecial},
    {"text", Tag::kOther, kSvgElement},
    {"textarea", Tag::kOther, kRawText | kSpecial},
    {"tfoot", Tag::kTableBody, kSpecial},
    {"th", Tag::kTd, kSpecial},
    {"thead", Tag::kTableBody, kSpecial},
    {"title", Tag::kTitle, kRawText | kSpecial | kSvgElement},
    {"tr", Tag::kTr, kSpecial},
    {"track", Tag::kOther, kVoid | kSpecial},
    {"tspan", Tag::kOther, kSvgElement},
    {"ul", Tag::kOther, kBlock},
    {"use", Tag::kOther, kSvgElement},
    {"wbr", Tag::kOther, kVoid | kSpecial},
    {"xmp", Tag::kOther, kRawText | kBlock},
};

// Those of more than eight characters.
constexpr Entry kLongEntries[] = {
    {"animatetransform", Tag::kOther, kSvgElement},
    {"blockquote", Tag::kOther, kBlock},
    {"figcaption", Tag::kOther, kBlock},
    {"lineargradient", Tag::kOther, kSvgElement},
    {"plaintext", Tag::kOther, kNeverSure},
    {"radialgradient", Tag::kOther, kSvgElement},
};

constexpr std::size_t kCount = sizeof(kEntries) / sizeof(kEntries[0]);

constexpr std::size_t names_size() {
  std::size_t size = 0;
  for (const Entry& entry : kEntries) size += entry.name.size() + 1;
  return size;
}

// What the module holds of the entries: a third of what the table below would take in it.
struct Packed {
  char names[names_size()];  // each with a null behind it
  TagInfo infos[kCount];
};

constexpr Packed pack() {
  Packed packed = {};
  std::size_t end = 0;
  std::size_t count = 0;
  for (const Entry& entry : kEntries) {
    for (const char c : entry.name) packed.names[end++] = c;
    ++end;
    packed.infos[count++] = {entry.tag, entry.traits};
  }
  return packed;
}
constexpr Packed kPacked = pack();

// The entries by key, made when one is looked for first: an open table, of which less than half is taken.
struct Table {
  static constexpr std::size_t kSize = 256;
  std::uint64_t keys[kSize];
  TagInfo infos[kSize];
  bool filled;

  // Where a key stands, or the free place where it would.
  std::size_t place(std::uint64_t key) const {
    auto index = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15) >> 56);
    while (keys[index] != 0 && keys[index] != key) index = (index + 1) % kSize;
    return index;
  }

  void fill() {
    filled = true;
    const char* name = kPacked.names;
    for (const TagInfo info : kPacked.infos) {
      const std::string_view text = name;
      const std::uint64_t key = tag_name(text, word_at(text, 0)).key;
      const std::size_t index = place(key);
      keys[index] = key;
      infos[index] = info;
      name += text.size() + 1;
    }
  }
};

Table table;

}  // namespace

bool is_same(const TagName& one, const TagName& other) {
  return one.key == other.key && (one.key != 0 || equals_ignoring_case(one.text, other.text));
}

bool has_hyphen(const TagName& name) {
  if (name.key == 0) return name.text.find('-') != std::string_view::npos;
  return zero_bytes(name.key ^ each('-')) != 0;
}

TagInfo tag_info(const TagName& name) {
  if (!table.filled) table.fill();
  if (name.key != 0) return table.infos[table.place(name.key)];
  for (const Entry& entry : kLongEntries) {
    if (equals_lower(name.text, entry.name)) return {entry.tag, entry.traits};
  }
  return {Tag::kOther, 0};
}

}  // namespace hxws

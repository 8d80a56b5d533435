#include "tags.hpp"

#include <cstddef>

namespace hxws {
namespace {

struct Entry {
  std::string_view name;
  Tag tag;
  std::uint8_t traits;
};

constexpr std::uint8_t kBlock = kClosesP | kSpecial;

// Sorted by name. A name of both HTML and SVG stands once, with the traits of both.
constexpr Entry kEntries[] = {
    {"a", Tag::kA, 0},
    {"address", Tag::kOther, kClosesP},
    {"animate", Tag::kOther, kSvgElement},
    {"animatetransform", Tag::kOther, kSvgElement},
    {"applet", Tag::kOther, kSpecial},
    {"area", Tag::kOther, kVoid | kSpecial},
    {"article", Tag::kOther, kBlock},
    {"aside", Tag::kOther, kBlock},
    {"base", Tag::kOther, kNeverSure},
    {"basefont", Tag::kOther, kNeverSure},
    {"bgsound", Tag::kOther, kNeverSure},
    {"blockquote", Tag::kOther, kBlock},
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
    {"figcaption", Tag::kOther, kBlock},
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
    {"lineargradient", Tag::kOther, kSvgElement},
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
    {"plaintext", Tag::kOther, kNeverSure},
    {"polygon", Tag::kOther, kSvgElement},
    {"polyline", Tag::kOther, kSvgElement},
    {"pre", Tag::kOther, kBlock},
    {"radialgradient", Tag::kOther, kSvgElement},
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
constexpr std::size_t kCount = sizeof(kEntries) / sizeof(kEntries[0]);

constexpr bool is_sorted() {
  for (std::size_t index = 1; index < kCount; ++index) {
    if (kEntries[index - 1].name.compare(kEntries[index].name) >= 0) return false;
  }
  return true;
}
static_assert(is_sorted(), "the search below halves the list");

}  // namespace

TagInfo tag_info(std::string_view name) {
  std::size_t low = 0;
  std::size_t high = kCount;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const int order = kEntries[middle].name.compare(name);
    if (order == 0) return {kEntries[middle].tag, kEntries[middle].traits};
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {Tag::kOther, 0};
}

}  // namespace hxws

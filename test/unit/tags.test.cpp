#include "tags.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "scan.hpp"

namespace {

using hxws::Tag;
using Names = std::set<std::string_view>;

// The lists below are written from the HTML standard, rule by rule, and not from the table.
const Names& void_elements() {
  static const Names names = {"area", "br",   "col",   "embed",  "hr",    "img", "input",
                              "link", "meta", "param", "source", "track", "wbr"};
  return names;
}

const Names& raw_text_elements() {
  static const Names names = {"iframe", "noembed", "script", "style", "textarea", "title", "xmp"};
  return names;
}

const Names& elements_that_close_p() {
  static const Names names = {
      "address", "article", "aside",    "blockquote", "center",  "dd",      "details", "dialog",  "dir",  "div",
      "dl",      "dt",      "fieldset", "figcaption", "figure",  "footer",  "form",    "h1",      "h2",   "h3",
      "h4",      "h5",      "h6",       "header",     "hgroup",  "hr",      "li",      "listing", "main", "menu",
      "nav",     "ol",      "p",        "pre",        "section", "summary", "table",   "ul",      "xmp"};
  return names;
}

// "Special" without address, div and p, and without the elements that are never sure.
const Names& special_elements() {
  static const Names names = {
      "applet",   "area",   "article", "aside",  "blockquote", "br",    "button",   "caption",  "center",     "col",
      "colgroup", "dd",     "details", "dir",    "dl",         "dt",    "embed",    "fieldset", "figcaption", "figure",
      "footer",   "form",   "h1",      "h2",     "h3",         "h4",    "h5",       "h6",       "header",     "hgroup",
      "hr",       "iframe", "img",     "input",  "li",         "link",  "listing",  "main",     "marquee",    "menu",
      "meta",     "nav",    "noembed", "object", "ol",         "param", "pre",      "script",   "section",    "select",
      "source",   "style",  "summary", "table",  "tbody",      "td",    "template", "textarea", "tfoot",      "th",
      "thead",    "title",  "tr",      "track",  "ul",         "wbr",   "xmp"};
  return names;
}

const Names& never_sure() {
  static const Names names = {"base",     "basefont",  "bgsound", "body",   "frame", "frameset", "head",
                              "html",     "image",     "isindex", "keygen", "math",  "menuitem", "noframes",
                              "noscript", "plaintext", "rb",      "rtc",    "search"};
  return names;
}

const Names& inline_elements() {
  static const Names names = {"abbr",    "audio",      "b",        "bdi",    "bdo",  "big",  "canvas", "cite",
                              "code",    "data",       "datalist", "del",    "dfn",  "em",   "font",   "i",
                              "ins",     "kbd",        "label",    "legend", "map",  "mark", "meter",  "output",
                              "picture", "progress",   "q",        "s",      "samp", "slot", "small",  "span",
                              "strike",  "strong",     "sub",      "sup",    "time", "tt",   "u",      "var",
                              "video",   "my-element", "x",        "zzz",    "a-",   ""};
  return names;
}

hxws::TagName name_of(std::string_view name) { return hxws::tag_name(name, hxws::word_at(name, 0)); }
hxws::TagInfo info_of(std::string_view name) { return hxws::tag_info(name_of(name)); }

bool contains(const Names& names, std::string_view name) { return names.count(name) > 0; }

Names all_names() {
  Names all;
  for (const Names* names : {&void_elements(), &raw_text_elements(), &elements_that_close_p(), &special_elements(),
                             &never_sure(), &inline_elements()}) {
    all.insert(names->begin(), names->end());
  }
  return all;
}

}  // namespace

TEST_CASE("tags: each name has the traits of the standard, and no others") {
  for (const std::string_view name : all_names()) {
    CAPTURE(name);
    const hxws::TagInfo info = info_of(name);
    CHECK(info.has(hxws::kVoid) == contains(void_elements(), name));
    CHECK(info.has(hxws::kRawText) == contains(raw_text_elements(), name));
    CHECK(info.has(hxws::kClosesP) == contains(elements_that_close_p(), name));
    CHECK(info.has(hxws::kSpecial) == contains(special_elements(), name));
    CHECK(info.has(hxws::kNeverSure) == contains(never_sure(), name));
    CHECK(info.has(hxws::kHeading) == (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'));
    CHECK(info.has(hxws::kHead) == (name == "link" || name == "meta"));
  }
}

TEST_CASE("tags: svg's elements, in lower case") {
  for (const std::string_view name : {"animate",
                                      "animatetransform",
                                      "circle",
                                      "clippath",
                                      "defs",
                                      "desc",
                                      "ellipse",
                                      "g",
                                      "image",
                                      "line",
                                      "lineargradient",
                                      "marker",
                                      "mask",
                                      "path",
                                      "pattern",
                                      "polygon",
                                      "polyline",
                                      "radialgradient",
                                      "rect",
                                      "stop",
                                      "svg",
                                      "symbol",
                                      "text",
                                      "title",
                                      "tspan",
                                      "use"}) {
    CAPTURE(name);
    CHECK(info_of(name).has(hxws::kSvgElement));
  }
  for (const std::string_view name : {"div", "a", "style", "script", "foreignobject", "lineargradients", "table"}) {
    CAPTURE(name);
    CHECK_FALSE(info_of(name).has(hxws::kSvgElement));
  }
}

TEST_CASE("tags: names with rules of their own") {
  constexpr struct {
    std::string_view name;
    Tag tag;
  } kCases[] = {{"a", Tag::kA},
                {"button", Tag::kButton},
                {"caption", Tag::kCaption},
                {"col", Tag::kCol},
                {"colgroup", Tag::kColgroup},
                {"dd", Tag::kDd},
                {"desc", Tag::kDesc},
                {"dt", Tag::kDt},
                {"form", Tag::kForm},
                {"li", Tag::kLi},
                {"nobr", Tag::kNobr},
                {"optgroup", Tag::kOptgroup},
                {"option", Tag::kOption},
                {"p", Tag::kP},
                {"ruby", Tag::kRuby},
                {"rt", Tag::kRubyText},
                {"rp", Tag::kRubyText},
                {"script", Tag::kScript},
                {"select", Tag::kSelect},
                {"style", Tag::kStyle},
                {"svg", Tag::kSvg},
                {"table", Tag::kTable},
                {"tbody", Tag::kTableBody},
                {"thead", Tag::kTableBody},
                {"tfoot", Tag::kTableBody},
                {"td", Tag::kTd},
                {"th", Tag::kTd},
                {"template", Tag::kTemplate},
                {"title", Tag::kTitle},
                {"tr", Tag::kTr}};
  std::set<std::string_view> named;
  for (const auto& entry : kCases) {
    CAPTURE(entry.name);
    CHECK(info_of(entry.name).tag == entry.tag);
    named.insert(entry.name);
  }
  for (const std::string_view name : all_names()) {
    CAPTURE(name);
    if (!contains(named, name)) CHECK(info_of(name).tag == Tag::kOther);
  }
}

TEST_CASE("tags: what is nearly a name is none") {
  for (const std::string_view name : all_names()) {
    if (name.empty()) continue;
    std::string longer(name);
    longer += '\x01';
    for (const std::string& wrong : {longer, std::string("\x01") + std::string(name)}) {
      CAPTURE(wrong);
      CHECK(info_of(wrong).tag == Tag::kOther);
      CHECK(info_of(wrong).traits == 0);
    }
  }
}

TEST_CASE("tags: names are compared without case") {
  for (const std::string_view name : all_names()) {
    CAPTURE(name);
    std::string upper(name);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(info_of(upper).tag == info_of(name).tag);
    CHECK(info_of(upper).traits == info_of(name).traits);
    CHECK(hxws::is_same(name_of(upper), name_of(name)));
    CHECK_FALSE(hxws::is_same(name_of(upper), name_of(upper + "x")));
  }
}

TEST_CASE("tags: a hyphen is seen wherever it stands in a name") {
  for (const std::string_view name : {"a-", "my-el", "x-234567", "x-2345678", "longer-than-eight"}) {
    CAPTURE(name);
    CHECK(hxws::has_hyphen(name_of(name)));
  }
  for (const std::string_view name : {"a", "my_el", "x.234567", "longerthaneight", "x,y"}) {
    CAPTURE(name);
    CHECK_FALSE(hxws::has_hyphen(name_of(name)));
  }
}

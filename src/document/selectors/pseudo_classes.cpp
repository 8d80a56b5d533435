#include "document/selectors/pseudo_classes.hpp"

#include <algorithm>
#include <iterator>

#include "document/selectors/marks.hpp"

namespace hxws {
namespace {

constexpr PseudoClass kPseudoClasses[] = {
    {"any-link", "(self::a or self::area) and @href", 0},
    {"checked", nullptr, kCheckedMark},
    {"disabled", nullptr, kDisabledMark},
    {"empty", "not(*) and (self::template or not(text()))", 0},
    {"enabled", nullptr, kEnabledMark},
    {"first-child", "not(preceding-sibling::*)", 0},
    {"last-child", "not(following-sibling::*)", 0},
    {"link", "(self::a or self::area) and @href", 0},
    {"only-child", "not(preceding-sibling::*) and not(following-sibling::*)", 0},
    {"optional", nullptr, kOptionalMark},
    {"required", nullptr, kRequiredMark},
    {"root", "not(parent::*)", 0},
    {"scope", nullptr, kScopeMark},
};

// Of what only a browser knows, or only JavaScript: the name stands between the colon and the backtick.
constexpr const char* kBrowsersOwn[] = {
    "`:active` needs a browser",        "`:autofill` needs a browser",     "`:default` needs a browser",
    "`:defined` needs a browser",       "`:dir` needs a browser",          "`:focus` needs a browser",
    "`:focus-visible` needs a browser", "`:focus-within` needs a browser", "`:fullscreen` needs a browser",
    "`:host` needs a browser",          "`:hover` needs a browser",        "`:in-range` needs a browser",
    "`:indeterminate` needs a browser", "`:invalid` needs a browser",      "`:lang` needs a browser",
    "`:modal` needs a browser",         "`:muted` needs a browser",        "`:open` needs a browser",
    "`:out-of-range` needs a browser",  "`:paused` needs a browser",       "`:placeholder-shown` needs a browser",
    "`:playing` needs a browser",       "`:popover-open` needs a browser", "`:read-only` needs a browser",
    "`:read-write` needs a browser",    "`:state` needs a browser",        "`:target` needs a browser",
    "`:user-invalid` needs a browser",  "`:user-valid` needs a browser",   "`:valid` needs a browser",
    "`:visited` needs a browser",
};

}  // namespace

const PseudoClass* pseudo_class_of(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kPseudoClasses), std::end(kPseudoClasses),
                                         [name](const PseudoClass& each) { return each.name == name; });
  return found == std::end(kPseudoClasses) ? nullptr : found;
}

const char* browsers_own(std::string_view name) {
  for (const char* const reason : kBrowsersOwn) {
    const std::string_view rest(reason + 2);
    if (rest.substr(0, rest.find('`')) == name) return reason;
  }
  return nullptr;
}

}  // namespace hxws

#include "document/forms/options.hpp"

#include <algorithm>
#include <functional>

#include "ascii.hpp"
#include "document/forms/checkedness.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/integer.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

long display_size(pugi::xml_node select) {
  long size = 0;
  const bool is_given = parse_non_negative_integer(select.attribute("size").value(), size) && size > 0;
  return is_given ? size : has_attribute(select, "multiple") ? 4 : 1;
}

bool is_multiple(pugi::xml_node select) { return has_attribute(select, "multiple"); }

pugi::xml_node find_option(const std::vector<pugi::xml_node>& options, std::string_view wanted) {
  for (const auto text_of : {option_value, option_label}) {
    for (const pugi::xml_node option : options) {
      if (text_of(option) == wanted) return option;
    }
  }
  return {};
}

bool contains(const std::vector<pugi::xml_node>& elements, pugi::xml_node element) {
  return std::find(elements.begin(), elements.end(), element) != elements.end();
}

}  // namespace

std::vector<pugi::xml_node> options_of(pugi::xml_node select) {
  std::vector<pugi::xml_node> options;
  for (pugi::xml_node each = next_element(select, select); each; each = next_element(each, select)) {
    if (is_named(each, "option")) options.push_back(each);
  }
  return options;
}

pugi::xml_node select_of(pugi::xml_node option) { return nearest_ancestor(option, "select"); }

// A select of one option has the last that is marked or else, where it shows one line, the first that is not disabled.
std::vector<pugi::xml_node> selected_options(pugi::xml_node select) {
  std::vector<pugi::xml_node> options = options_of(select);
  const auto is_enabled = [](pugi::xml_node option) { return !is_disabled_option(option); };
  if (is_multiple(select)) {
    options.erase(std::remove_if(options.begin(), options.end(), std::not_fn(is_marked)), options.end());
    return options;
  }
  const auto last = std::find_if(options.rbegin(), options.rend(), is_marked);
  if (last != options.rend()) return {*last};
  const auto first = std::find_if(options.begin(), options.end(), is_enabled);
  if (display_size(select) == 1 && first != options.end()) return {*first};
  return {};
}

bool is_selected(pugi::xml_node option) {
  const pugi::xml_node select = select_of(option);
  return select && !is_multiple(select) ? contains(selected_options(select), option) : is_marked(option);
}

// Scripts within are no text, HTML's and SVG's alike.
std::string option_text(pugi::xml_node option) {
  std::string text;
  bool has_gap = false;
  const auto append = [&](std::string_view piece) {
    for (const char c : piece) {
      if (is_space(c)) {
        has_gap = !text.empty();
        continue;
      }
      if (has_gap) text += ' ';
      has_gap = false;
      text += c;
    }
  };
  for (pugi::xml_node each = option; each; each = next_in_tree(each, option)) {
    if (each.type() == pugi::node_pcdata && !is_named(each.parent(), "script")) append(each.value());
  }
  return text;
}

std::string option_value(pugi::xml_node option) {
  const pugi::xml_attribute value = option.attribute("value");
  return value ? value.value() : option_text(option);
}

std::string option_label(pugi::xml_node option) {
  const char* const label = option.attribute("label").value();
  return *label != '\0' ? label : option_text(option);
}

pugi::xml_node placeholder_option(pugi::xml_node select) {
  if (is_multiple(select) || display_size(select) != 1) return {};
  pugi::xml_node first = select.first_child();
  while (first && !is_named(first, "option") && !is_named(first, "optgroup") && !is_named(first, "hr")) {
    first = first.next_sibling();
  }
  return is_named(first, "option") && option_value(first).empty() ? first : pugi::xml_node();
}

Change choose(pugi::xml_node select, const std::vector<std::string_view>& wanted, std::size_t& missing) {
  if (!is_named(select, "select")) return refused("it is no select, so nothing can be chosen in it");
  if (is_disabled(select)) return refused("it is disabled");
  if (!is_multiple(select) && wanted.size() != 1) return refused("it takes exactly one option: it has no multiple");
  const std::vector<pugi::xml_node> options = options_of(select);
  std::vector<pugi::xml_node> chosen;
  for (missing = 0; missing < wanted.size(); ++missing) {
    const pugi::xml_node option = find_option(options, wanted[missing]);
    if (!option) return refused("it has no such option");
    if (is_disabled_option(option)) return refused("the option is disabled");
    chosen.push_back(option);
  }
  bool is_changed = false;
  const std::vector<pugi::xml_node> before = selected_options(select);
  for (const pugi::xml_node option : options) {
    const bool is_chosen = contains(chosen, option);
    is_changed = is_changed || is_chosen != contains(before, option);
    set_checked_state(option, is_chosen);
  }
  return {is_changed, nullptr};
}

}  // namespace hxws

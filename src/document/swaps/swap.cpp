#include "document/swaps/swap.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "document/forms/checkedness.hpp"
#include "document/swaps/message.hpp"
#include "document/swaps/preserved.hpp"
#include "document/swaps/settling.hpp"
#include "document/swaps/targets.hpp"
#include "document/swaps/watched.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

// Where an element goes, and how.
struct Destination {
  std::string_view style;
  Trouble trouble;
  std::vector<pugi::xml_node> targets;
  bool is_only;  // one target, and no other element has its id
};

Trouble trouble_of(const Targets& targets) {
  if (targets.fault == Targets::Fault::kBadSelector) return Trouble::kBadSelector;
  if (targets.fault == Targets::Fault::kNoSuchWord) return Trouble::kRefused;
  return targets.nodes.empty() ? Trouble::kNoTarget : Trouble::kNone;
}

Targets targets_by_id(pugi::xml_node document, pugi::xml_node element) {
  const pugi::xml_attribute id = element.attribute("id");
  // htmx makes a text of what is not there
  const std::string_view value = id.empty() ? "null" : id.value();
  // htmx takes its own selector apart at commas, and white space off: those few go the long way
  if (!value.empty() && value.find_first_of(" \t\n\f\v,<") == std::string_view::npos) {
    return {Targets::Fault::kNone, elements_by_id(document, value)};
  }
  return targets_of(document, id_selector(value));
}

Destination destination_of(pugi::xml_node document, pugi::xml_node element, std::string_view swap) {
  const std::size_t colon = swap.find(':');
  const bool has_selector = colon != std::string_view::npos && colon > 0;
  const std::string_view style = has_selector ? swap.substr(0, colon) : swap == "true" ? "outerHTML" : swap;
  if (has_selector && is_style_with_colon(swap)) {
    const Trouble trouble = trouble_of(targets_by_id(document, element));
    return {style, trouble == Trouble::kNone ? Trouble::kExtensionStyle : trouble, {}, false};
  }
  Targets targets = has_selector ? targets_of(document, swap.substr(colon + 1)) : targets_by_id(document, element);
  const Trouble trouble = trouble_of(targets);
  const bool is_only = !has_selector && targets.nodes.size() == 1;
  return {style, trouble, std::move(targets.nodes), is_only};
}

// The content of a template is none of its children.
pugi::xml_node first_child_of(pugi::xml_node node) {
  pugi::xml_node child = node.first_child();
  return child.type() == pugi::node_cdata ? child.next_sibling() : child;
}

pugi::xml_node parent_element(pugi::xml_node node) {
  const pugi::xml_node parent = node.parent();
  return is_element(parent) ? parent : pugi::xml_node();
}

bool is_own_attribute(std::string_view name) {
  constexpr std::string_view kData = "data-";
  if (name.substr(0, kData.size()) == kData) name.remove_prefix(kData.size());
  return name == "ws-connect" || name == "ws-send" || name == "hx-ws";
}

// Whether the element or any inside it connects or sends.
bool concerns_extension(pugi::xml_node root) {
  for (pugi::xml_node each = root; each; each = next_element(each, root)) {
    for (const pugi::xml_attribute attribute : each.attributes()) {
      if (is_own_attribute(attribute.name())) return true;
    }
  }
  return false;
}

// One message's swaps. Each function that can fail as a browser's throws answers false then.
class Swap {
 public:
  Swap(pugi::xml_node document, Handles& handles) : document_(document), handles_(handles) {}

  Swapped run(std::string_view message) {
    pugi::xml_document parsed;
    for (const Piece& piece : pieces_of(message, parsed)) {
      const Trouble trouble = swap_piece(piece.node);
      if (trouble == Trouble::kNone) {
        ++swapped_.count;
      } else {
        swapped_.troubles.push_back({trouble, piece.source});
      }
    }
    const std::vector<pugi::xml_node> inserted = settling_.settle();
    watched_.end();
    // the last one to come is the one that stays checked
    std::for_each(inserted.rbegin(), inserted.rend(), settle_inserted);
    for (const pugi::xml_node element : inserted) {
      if (concerns_extension(element)) swapped_.inserted.push_back(handles_.of(element));
    }
    return std::move(swapped_);
  }

 private:
  Trouble swap_piece(pugi::xml_node element) {
    const char* swap = htmx_attribute(element, "hx-swap-oob");
    const std::string value = swap == nullptr || *swap == '\0' ? "true" : swap;
    const Destination destination = destination_of(document_, element, value);
    only_ = destination.is_only ? destination.targets.front() : pugi::xml_node();
    if (destination.trouble != Trouble::kNone) return destination.trouble;
    element.remove_attribute("hx-swap-oob");
    element.remove_attribute("data-hx-swap-oob");
    return swap_targets(element, destination) ? Trouble::kNone : Trouble::kRefused;
  }

  bool swap_targets(pugi::xml_node element, const Destination& destination) {
    const std::vector<pugi::xml_node>& targets = destination.targets;
    if (targets.size() == 1) {
      pugi::xml_node holder = element.parent().append_child(pugi::node_element);
      holder.append_move(element);
      return swap_target(holder, targets.front(), destination.style);
    }
    // an element's number, since one target's swap may destroy the next one
    std::vector<std::optional<std::size_t>> numbers;
    numbers.reserve(targets.size());
    for (const pugi::xml_node target : targets) {
      numbers.push_back(is_element(target) ? std::optional(watched_.watch(target)) : std::nullopt);
    }
    for (std::size_t index = 0; index < targets.size(); ++index) {
      const std::optional<std::size_t> number = numbers[index];
      const pugi::xml_node target = number ? watched_.find(*number) : targets[index];
      pugi::xml_document holder;
      holder.append_copy(element);
      if (!swap_target(holder, target, destination.style, !number || target)) return false;
    }
    return true;
  }

  // The holder's one child is the element. A target that has gone is swapped where nobody sees it.
  bool swap_target(pugi::xml_node holder, pugi::xml_node target, std::string_view style, bool is_there = true) {
    const pugi::xml_node content = style == "outerHTML" ? holder : holder.first_child();
    return put_aside_preserved(document_, content) && (!is_there || insert(content, target, style)) &&
           restore_preserved(document_, [this](pugi::xml_node node) { destroy(node); });
  }

  bool insert(pugi::xml_node content, pugi::xml_node target, std::string_view style) {
    if (style == "none") return true;
    if (style == "outerHTML") return replace(content, target);
    if (style == "afterbegin") return insert_before(content, target, first_child_of(target));
    if (style == "beforeend") return insert_before(content, target, {});
    if (style == "beforebegin") return insert_before(content, parent_element(target), target);
    if (style == "afterend") return insert_before(content, parent_element(target), target.next_sibling());
    if (style == "delete") {
      if (parent_element(target)) destroy(target);
      return true;
    }
    // innerHTML and, as htmx has it, any other
    return replace_children(content, target);
  }

  bool replace(pugi::xml_node content, pugi::xml_node target) {
    if (is_named(target, "body")) return replace_children(content, target);
    const pugi::xml_node parent = parent_element(target);
    if (!parent) return true;
    insert_before(content, parent, target);
    destroy(target);
    return true;
  }

  bool replace_children(pugi::xml_node content, pugi::xml_node target) {
    const pugi::xml_node first = first_child_of(target);
    if (!insert_before(content, target, first)) return false;
    for (pugi::xml_node old = first; old;) {
      const pugi::xml_node gone = old;
      old = old.next_sibling();
      destroy(gone);
    }
    return true;
  }

  bool insert_before(pugi::xml_node content, pugi::xml_node parent, pugi::xml_node before) {
    settling_.borrow_attributes(parent, content, only_);
    for (const pugi::xml_node child : content.children()) {
      if (child.type() == pugi::node_cdata) continue;
      // a window takes nothing, nor does what is not there; a document has its one element, and takes no text
      if (!is_element(parent) && (!parent || child.type() != pugi::node_comment)) return false;
      pugi::xml_node copy = before ? parent.insert_copy_before(child, before) : parent.append_copy(child);
      if (!is_element(copy)) continue;
      const bool is_root = is_named(copy, "svg") || is_named(copy, "math");
      if (!is_root && is_foreign(copy)) copy.append_attribute(kHtmlState);
      watched_.follow(copy);
      settling_.take_in(copy);
    }
    return true;
  }

  void destroy(pugi::xml_node node) {
    if (is_element(node)) {
      handles_.end(node, swapped_.dead);
      watched_.let_go(node);
    }
    node.parent().remove_child(node);
  }

  pugi::xml_node document_;
  Handles& handles_;
  pugi::xml_node only_;
  Watched watched_;
  Settling settling_{watched_};
  Swapped swapped_;
};

}  // namespace

Swapped apply_message(pugi::xml_node document, std::string_view message, Handles& handles) {
  return Swap(document, handles).run(message);
}

}  // namespace hxws

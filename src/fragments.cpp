#include "fragments.hpp"

#include <cstring>
#include <new>

#include "arena.hpp"
#include "ascii.hpp"
#include "open_elements.hpp"
#include "references.hpp"
#include "scan.hpp"
#include "tags.hpp"

namespace hxws {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kAttributeLimit = 200;  // on a top-level element; each is compared with all before it

struct Attribute {
  std::string_view name;
  std::string_view value;
};

// htmx rewrites or cuts these wherever they stand, in comments and scripts too, before the parser sees the message.
// `rest` is what follows a "<".
bool host_rewrites_tag(std::string_view rest) {
  return starts_with_lower(rest, "hx-") || starts_with_lower(rest, "/hx-") || starts_with_lower(rest, "head") ||
         starts_with_lower(rest, "html") || starts_with_lower(rest, "body");
}

// Text that no parser looks into: whether all see it as it is.
bool is_left_alone(std::string_view text) {
  for (std::size_t at = 0;; ++at) {
    at = find_either(text, at, '<', '<');
    if (at == text.size()) return true;
    if (text[at] == '\0' || host_rewrites_tag(slice(text, at + 1, text.size()))) return false;
  }
}

bool is_htmx_attribute(std::string_view name) {
  if (starts_with_lower(name, "data-")) name.remove_prefix(5);
  return starts_with_lower(name, "hx-") || starts_with_lower(name, "ws-") || starts_with_lower(name, "sse-");
}

// The flags that an attribute raises, on the top-level element itself or inside it.
std::uint32_t attribute_flags(const Attribute& attribute, bool top_level) {
  const std::string_view name = attribute.name;
  switch (to_lower(name[0])) {
    case 'a':
      return equals_lower(name, "autofocus") ? kHasAutofocus : kNoFlag;
    case 'i':
      if (equals_lower(name, "is")) return kHasCustom;
      return !top_level && equals_lower(name, "id") ? kHasId : kNoFlag;
    case 't':
      return equals_lower(name, "type") && equals_lower(attribute.value, "submit") ? kHasForm : kNoFlag;
    case 's':
      if (equals_lower(name, "style")) return kHasStyle;
      break;
    case 'h':
    case 'd':
    case 'w':
      break;
    default:
      return kNoFlag;
  }
  if (equals_lower(name, "hx-preserve") || equals_lower(name, "data-hx-preserve")) return kHasHtmx | kHasPreserve;
  // the attribute that the message itself is made of, and that is taken off before the swap
  if (top_level && (equals_lower(name, "hx-swap-oob") || equals_lower(name, "data-hx-swap-oob"))) return kNoFlag;
  return is_htmx_attribute(name) ? kHasHtmx : kNoFlag;
}

// The flags that an element raises, whether it is at the top or not.
std::uint32_t tag_flags(const TagName& name, Tag tag) {
  if (tag == Tag::kA) return kHasLink;
  if (tag == Tag::kForm) return kHasForm;
  if (tag == Tag::kScript) return kHasScript;
  if (tag == Tag::kTemplate) return kHasTemplate;
  return has_hyphen(name) ? kHasCustom : kNoFlag;
}

// A lower-cased copy with a terminating zero, in the arena; null when there is no room.
const char* lower_copy(std::string_view text) {
  char* copy = arena_array<char>(text.size() + 1);
  if (copy == nullptr) return nullptr;
  for (std::size_t index = 0; index < text.size(); ++index) copy[index] = to_lower(text[index]);
  copy[text.size()] = '\0';
  return copy;
}

// One pass over a message. Every function that returns bool answers false for "unsure" (or out of memory, see error()).
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool prepare();
  bool run();
  Fragments result(bool sure) const;

 private:
  bool take_markup();
  bool take_comment();
  bool take_end_tag();
  bool take_start_tag();
  bool take_name(TagName* name);
  bool take_attributes(bool top_level, TagInfo info, bool* self_closing);
  bool take_attribute(Attribute* attribute);
  bool take_quoted(char quote, std::string_view* value);
  bool take_unquoted(std::string_view* value);
  bool take_raw_text(const TagName& name, TagInfo info);

  bool add_element(std::size_t start, std::string_view name, TagInfo info);
  bool add_attribute(const Attribute& attribute);
  bool note_attribute(FragmentElement& element, const Attribute& attribute, std::string_view decoded);
  void pop(std::size_t end);

  bool refuse() {
    error_ = Error::kOutOfMemory;
    return false;
  }
  void skip_space() {
    while (position_ < text_.size() && is_space(text_[position_])) ++position_;
  }
  bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  std::string_view text_;
  std::size_t position_ = 0;
  Error error_ = Error::kNone;

  OpenElements open_;

  pugi::xml_document* document_ = nullptr;
  FragmentElement* elements_ = nullptr;
  std::uint32_t count_ = 0;
  std::uint32_t capacity_ = 0;
  std::size_t attribute_count_ = 0;  // of the top-level element being read
};

void* allocate_for_pugixml(std::size_t bytes) { return arena_allocate(bytes); }
void keep_until_reset(void* /*memory*/) {}

bool Scanner::prepare() {
  pugi::set_memory_management_functions(allocate_for_pugixml, keep_until_reset);
  void* memory = arena_allocate(sizeof(pugi::xml_document));
  if (memory == nullptr || !open_.prepare()) return refuse();
  // Never destroyed: its nodes lie in the arena, and its destructor would walk them.
  document_ = new (memory) pugi::xml_document();
  return true;
}

bool Scanner::run() {
  while (position_ < text_.size()) {
    const std::size_t end = find_either(text_, position_, '<', '<');
    if (!open_.take_text(slice(text_, position_, end))) return false;
    position_ = end;
    if (end < text_.size() && !take_markup()) return false;
  }
  return open_.is_empty();
}

Fragments Scanner::result(bool sure) const {
  if (error_ != Error::kNone) return {error_, Certainty::kUnsure, nullptr, 0};
  if (!sure) return {Error::kNone, Certainty::kUnsure, nullptr, 0};
  return {Error::kNone, open_.are_separate() ? Certainty::kSeparate : Certainty::kSure, elements_, count_};
}

// At "<", or at a null, of which parsers make something else.
bool Scanner::take_markup() {
  if (at('\0')) return false;
  const char next = position_ + 1 < text_.size() ? text_[position_ + 1] : ' ';
  if (is_alpha(next)) return take_start_tag();
  if (next == '/') return take_end_tag();
  if (next == '!') return take_comment();
  if (next == '?') return false;
  // a "<" that begins no tag is text
  const bool fine = open_.take_text(slice(text_, position_, position_ + 1));
  ++position_;
  return fine;
}

bool Scanner::take_comment() {
  const std::string_view rest = text_.substr(position_);
  if (rest.substr(0, 4) != "<!--") return false;
  const std::string_view body = rest.substr(4);
  if (body.substr(0, 1) == ">" || body.substr(0, 2) == "->") return false;
  const std::size_t end = body.find("-->");
  if (end == kNowhere || body.substr(0, end).find("--!>") != kNowhere) return false;
  if (!is_left_alone(body.substr(0, end))) return false;
  position_ += 4 + end + 3;
  return true;
}

bool Scanner::take_end_tag() {
  position_ += 2;
  TagName name;
  if (!take_name(&name)) return false;
  skip_space();
  if (!at('>')) return false;
  ++position_;
  while (open_.is_top_implied_by_end(name)) pop(position_);
  if (!open_.is_ended_by(name)) return false;
  pop(position_);
  return true;
}

bool Scanner::take_start_tag() {
  const std::size_t start = position_;
  ++position_;
  TagName name;
  if (!take_name(&name)) return false;
  if (has_hyphen(name) && starts_with_lower(name.text, "hx-")) return false;
  const TagInfo info = tag_info(name);
  if (open_.is_top_implied_by_start(info)) pop(start);
  if (!open_.take_element(info)) return false;
  const bool top_level = open_.is_empty();
  if (top_level && !add_element(start, name.text, info)) return false;
  elements_[count_ - 1].flags |= tag_flags(name, info.tag);
  bool self_closing = false;
  if (!take_attributes(top_level, info, &self_closing)) return false;

  const bool svg = open_.top().content == Content::kSvg || info.tag == Tag::kSvg;
  const bool raw = info.has(kRawText) && !svg;
  if (raw && !take_raw_text(name, info)) return false;
  if (raw || (svg ? self_closing : info.has(kVoid))) {
    if (top_level) elements_[count_ - 1].source.end = static_cast<std::uint32_t>(position_);
    return true;
  }
  return open_.push(name, info);
}

bool Scanner::take_name(TagName* name) {
  const std::size_t start = position_;
  if (start == text_.size() || !is_alpha(text_[start])) return false;
  position_ = name_end(text_, start);
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (is_space(c) || c == '/' || c == '>') break;
    if (c != '_' && c != ':' && c != '.') return false;
    position_ = name_end(text_, position_ + 1);
  }
  *name = tag_name(slice(text_, start, position_), word_at(text_, start));
  return position_ < text_.size();
}

// After the tag name, up to and including ">".
bool Scanner::take_attributes(bool top_level, TagInfo info, bool* self_closing) {
  for (;;) {
    skip_space();
    if (position_ == text_.size()) return false;
    if (at('>')) break;
    if (at('/')) {
      *self_closing = true;
      ++position_;
      if (!at('>')) return false;
      break;
    }
    Attribute attribute;
    if (!take_attribute(&attribute)) return false;
    if (info.tag == Tag::kTemplate && starts_with_lower(attribute.name, "shadowroot")) return false;
    // what stands there with references may be any other text
    const bool named = equals_lower(attribute.name, "type") || equals_lower(attribute.name, "id");
    if (named && attribute.value.find('&') != kNowhere) return false;
    elements_[count_ - 1].flags |= attribute_flags(attribute, top_level);
    if (top_level && !add_attribute(attribute)) return false;
  }
  ++position_;
  return true;
}

bool Scanner::take_attribute(Attribute* attribute) {
  const std::size_t start = position_;
  if (at('=')) return false;
  for (position_ = name_end(text_, position_); position_ < text_.size(); ++position_) {
    const char c = text_[position_];
    if (is_space(c) || c == '/' || c == '>' || c == '=') break;
    if (c == '"' || c == '\'' || c == '<' || c == '\0') return false;
  }
  attribute->name = slice(text_, start, position_);
  attribute->value = slice(text_, position_, position_);
  skip_space();
  if (!at('=')) return true;
  ++position_;
  skip_space();
  if (at('"') || at('\'')) return take_quoted(text_[position_], &attribute->value);
  return take_unquoted(&attribute->value);
}

bool Scanner::take_quoted(char quote, std::string_view* value) {
  const std::size_t start = position_ + 1;
  std::size_t end = find_either(text_, start, quote, '<');
  while (end < text_.size() && text_[end] == '<') {
    if (host_rewrites_tag(slice(text_, end + 1, text_.size()))) return false;
    end = find_either(text_, end + 1, quote, '<');
  }
  if (end + 1 >= text_.size() || text_[end] == '\0') return false;
  *value = slice(text_, start, end);
  position_ = end + 1;
  const char next = text_[position_];
  return is_space(next) || next == '/' || next == '>';
}

bool Scanner::take_unquoted(std::string_view* value) {
  const std::size_t start = position_;
  while (position_ < text_.size() && !is_space(text_[position_]) && text_[position_] != '>') {
    const char c = text_[position_];
    if (c == '"' || c == '\'' || c == '<' || c == '`' || c == '\0') return false;
    ++position_;
  }
  *value = slice(text_, start, position_);
  return position_ > start;
}

// The content of script, style, textarea ... with its end tag.
bool Scanner::take_raw_text(const TagName& name, TagInfo info) {
  const std::size_t start = position_;
  std::size_t end = text_.find("</", start);
  for (; end != kNowhere; end = text_.find("</", end + 2)) {
    const std::size_t after = end + 2 + name.text.size();
    if (after >= text_.size()) return false;
    const char next = text_[after];
    const bool ends = is_space(next) || next == '/' || next == '>';
    if (ends && equals_ignoring_case(text_.substr(end + 2, name.text.size()), name.text)) break;
  }
  if (end == kNowhere) return false;
  const std::string_view content = slice(text_, start, end);
  // "<!--" begins script's escaped states, where an end tag may be text
  if (info.tag == Tag::kScript && content.find("<!--") != kNowhere) return false;
  if (!is_left_alone(content)) return false;
  position_ = end + 2 + name.text.size();
  skip_space();
  if (!at('>')) return false;
  ++position_;
  return true;
}

bool Scanner::add_element(std::size_t start, std::string_view name, TagInfo info) {
  if (count_ == capacity_) {
    const std::uint32_t capacity = capacity_ == 0 ? 16 : capacity_ * 2;
    auto* larger = arena_array<FragmentElement>(capacity);
    if (larger == nullptr) return refuse();
    for (std::uint32_t index = 0; index < count_; ++index) larger[index] = elements_[index];
    elements_ = larger;
    capacity_ = capacity;
  }
  const char* lower = lower_copy(name);
  if (lower == nullptr) return refuse();
  FragmentElement element = {};
  element.node = document_->append_child(pugi::node_element);
  if (!element.node || !element.node.set_name(lower)) return refuse();
  element.source.start = static_cast<std::uint32_t>(start);
  element.tag_size = static_cast<std::uint32_t>(name.size());
  if (is_table_part(info.tag)) element.flags |= kIsTablePart;
  elements_[count_++] = element;
  attribute_count_ = 0;
  return true;
}

bool Scanner::add_attribute(const Attribute& attribute) {
  FragmentElement& element = elements_[count_ - 1];
  if (++attribute_count_ > kAttributeLimit) return false;
  // what UTF-8 cannot carry (a lone surrogate) arrives as U+FFFD: the node would not hold what the page sees
  if (attribute.name.find(kReplacement) != kNowhere || attribute.value.find(kReplacement) != kNowhere) return false;
  const char* name = lower_copy(attribute.name);
  char* value = arena_array<char>(attribute.value.size() + 1);
  if (name == nullptr || value == nullptr) return refuse();
  // a parser drops the later of two attributes of one name
  if (element.node.attribute(name)) return true;
  const std::size_t size = decode_attribute_value(attribute.value, value);
  if (size == kUndecided) return false;
  value[size] = '\0';
  pugi::xml_attribute added = element.node.append_attribute(name);
  // pugixml keeps an empty value when it cannot copy the name or the value
  if (!added || std::strcmp(added.name(), name) != 0 || !added.set_value(value)) return refuse();
  return note_attribute(element, attribute, {value, size});
}

// Keeps what a swap needs: the id as a span of the message, which decoding must not have changed, and the value of
// hx-swap-oob.
bool Scanner::note_attribute(FragmentElement& element, const Attribute& attribute, std::string_view decoded) {
  const bool changed = attribute.value.find_first_of("&\r") != kNowhere;
  const auto start = static_cast<std::size_t>(attribute.value.data() - text_.data());
  const Span span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + attribute.value.size())};
  if (equals_lower(attribute.name, "id")) {
    element.has_id = true;
    element.id = span;
    return !changed;
  }
  const bool swap = equals_lower(attribute.name, "hx-swap-oob");
  if (!swap && !equals_lower(attribute.name, "data-hx-swap-oob")) return true;
  // as htmx reads them: data-hx-swap-oob where hx-swap-oob is absent or empty
  const bool first_choice = swap ? !decoded.empty() : element.swap_value.empty();
  if (element.has_swap && !first_choice) return true;
  element.has_swap = true;
  element.swap_is_source = !changed;
  element.swap = span;
  element.swap_value = decoded;
  element.swap_parts = swap_oob(decoded);
  return true;
}

// Ends the innermost element; `end` is where its source ends.
void Scanner::pop(std::size_t end) {
  open_.pop();
  if (open_.is_empty()) elements_[count_ - 1].source.end = static_cast<std::uint32_t>(end);
}

}  // namespace

Fragments parse_fragments(std::string_view message) {
  Scanner scanner(message);
  const bool sure = scanner.prepare() && scanner.run();
  return scanner.result(sure);
}

}  // namespace hxws

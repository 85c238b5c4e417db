#include "text/html_tree.h"

#include "text/elements.h"
#include "text/markup_scanner.h"

#include <gumbo.h>

#include <array>
#include <csetjmp>
#include <cstddef>
#include <memory>

namespace bundel::text_detail {
namespace {

/// The memory of one tree, freed as a whole: gumbo frees node by node, by recursion.
class TreeMemory {
 public:
  explicit TreeMemory(std::size_t bytes) : bytes_(std::make_unique_for_overwrite<std::byte[]>(bytes)), left_(bytes) {}

  /// The document's tree; null where the memory does not suffice.
  GumboOutput* parse(std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = [](void*, void*) {};
    options.userdata = this;
    options.max_errors = 0;
    // gumbo checks no allocation, so that jumping out of it is the way to stop it. Its frames are C, and hold nothing.
    if (setjmp(too_little_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text.data(), text.size());
  }

 private:
  static void* allocate(void* self, std::size_t size) {
    auto* memory = static_cast<TreeMemory*>(self);
    constexpr std::size_t kAlignment = alignof(std::max_align_t);
    if (size > memory->left_ - kAlignment) std::longjmp(memory->too_little_, 1);
    std::byte* place = memory->bytes_.get() + memory->used_;
    const std::size_t aligned = (size + kAlignment - 1) / kAlignment * kAlignment;
    memory->used_ += aligned;
    memory->left_ -= aligned;
    return place;
  }

  std::unique_ptr<std::byte[]> bytes_;
  std::size_t left_;
  std::size_t used_ = 0;
  std::jmp_buf too_little_{};
};

class TreeReader {
 public:
  explicit TreeReader(WhiteSpace white_space) : writer_(white_space) {}

  std::string run(const GumboNode* document) {
    // By hand, since a tree may be deep.
    const GumboNode* node = document;
    while (node != nullptr) {
      const GumboVector* children = begin(*node);
      node =
          children != nullptr && children->length > 0 ? static_cast<const GumboNode*>(children->data[0]) : next(node);
    }
    return writer_.finish();
  }

 private:
  /// Returns the children that are seen, if any may be.
  const GumboVector* begin(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_DOCUMENT:
        return &node.v.document.children;
      case GUMBO_NODE_ELEMENT:
        if (!is_seen(node)) return nullptr;
        writer_.begin_element(element_of(node).kind);
        return &node.v.element.children;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        writer_.write(node.v.text.text);
        return nullptr;
      case GUMBO_NODE_TEMPLATE:
      case GUMBO_NODE_COMMENT:
        return nullptr;
    }
    return nullptr;
  }

  /// Ends `node` and what ends with it; the node that comes after.
  const GumboNode* next(const GumboNode* node) {
    while (true) {
      end(*node);
      const GumboNode* parent = node->parent;
      if (parent == nullptr) return nullptr;
      if (const GumboNode* sibling = sibling_behind(*node)) return sibling;
      node = parent;
    }
  }

  void end(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT || !is_seen(node)) return;
    const ElementKind kind = element_of(node).kind;
    writer_.end_element(kind);
    if (kind == ElementKind::unknown && !writer_.in_paragraph() && stands_before_element(node)) writer_.end_line();
  }

  static const GumboNode* sibling_behind(const GumboNode& node) {
    const GumboVector& siblings =
        node.parent->type == GUMBO_NODE_DOCUMENT ? node.parent->v.document.children : node.parent->v.element.children;
    const std::size_t place = node.index_within_parent + 1;
    return place < siblings.length ? static_cast<const GumboNode*>(siblings.data[place]) : nullptr;
  }

  static bool stands_before_element(const GumboNode& node) {
    const GumboNode* sibling = sibling_behind(node);
    if (sibling != nullptr && sibling->type == GUMBO_NODE_WHITESPACE) sibling = sibling_behind(*sibling);
    return sibling != nullptr && (sibling->type == GUMBO_NODE_ELEMENT || sibling->type == GUMBO_NODE_TEMPLATE);
  }

  static const Element& element_of(const GumboNode& node) {
    const GumboElement& element = node.v.element;
    if (element.tag != GUMBO_TAG_UNKNOWN) return find_element(gumbo_normalized_tagname(element.tag)).element;
    GumboStringPiece name = element.original_tag;
    gumbo_tag_from_original_text(&name);
    return find_element({name.data, name.length}).element;
  }

  static bool is_seen(const GumboNode& node) {
    const ElementKind kind = element_of(node).kind;
    if (kind == ElementKind::hidden || kind == ElementKind::raw) return false;
    const GumboVector& attributes = node.v.element.attributes;
    if (gumbo_get_attribute(&attributes, "hidden") != nullptr) return false;
    const GumboAttribute* style = gumbo_get_attribute(&attributes, "style");
    return style == nullptr || !style_hides(style->value);
  }

  VisibleWriter writer_;
};

}  // namespace

std::optional<std::string> read_html_tree(std::string_view text, WhiteSpace white_space) {
  constexpr std::size_t kLeastBytes = std::size_t{1} << 16;
  constexpr std::size_t kBytesPerByte = 64;
  TreeMemory memory(kLeastBytes + kBytesPerByte * text.size());
  const GumboOutput* tree = memory.parse(text);
  if (tree == nullptr) return std::nullopt;
  return TreeReader(white_space).run(tree->document);
}

}  // namespace bundel::text_detail

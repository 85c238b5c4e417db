/// The library as another program uses it: events of a folder.
#include <bundel/error.h>
#include <bundel/pipeline.h>

#include <iostream>

int main(int argc, char** argv) {
  try {
    const auto result = bundel::run_events({argv + 1, argv + argc}, {});
    std::cout << result.collection.articles.size() << " articles, " << result.events.size() << " events\n";
    return result.events.empty() ? 1 : 0;
  } catch (const bundel::Error& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}

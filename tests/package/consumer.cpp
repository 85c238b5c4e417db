/// The library as another program uses it: which of three texts report one event, and which are copies.
#include <bundel/pipeline.h>

#include <iostream>

int main() {
  const std::string ferry = "The ferry Aurelia ran aground off Oostervlie on Monday with 212 passengers on board.";
  const std::vector<bundel::Article> articles = {
      {.id = "wire", .title = "Ferry Aurelia aground", .text = ferry},
      {.id = "paper", .title = "Aurelia stuck off Oostervlie", .text = ferry},
      {.id = "sport", .title = "Veldhaven wins the cup", .text = "Two goals of Ilse Marant decided the final."}};

  const bundel::DupsResult copies = run_dups(bundel::collect(articles), bundel::DupsWanted::groups, {});
  for (const bundel::GroupRecord& group : copies.groups)
    for (const bundel::CopyRecord& copy : group.members) std::cout << copy.id << " is a copy of " << group.kept << '\n';

  const bundel::EventsResult result = run_events(bundel::collect(articles), {});
  for (const bundel::EventRecord& event : result.events) std::cout << event.event << ": " << event.label << '\n';
  return copies.groups.size() == 1 && result.events.size() == 2 ? 0 : 1;
}

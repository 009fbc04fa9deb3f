"""A catalogue and its text, of which a save renders the message that changed and no other."""

from dataclasses import dataclass, replace

from webapp.po.model import Catalogue, Message
from webapp.po.write import entry_text, render


@dataclass(frozen=True, slots=True)
class Rendered:
    """A catalogue and its text, of which a change of one message renders that message only."""

    catalogue: Catalogue
    text: str

    def with_message(self, message: Message) -> "Rendered":
        """Return both with a message that the source has in place of the one with its key."""
        before = self.catalogue
        old = next((it for it in before.active() if it.key == message.key), None)
        if old is None:
            messages = [*before.active(), message, *before.obsolete()]
            return rendered(replace(before, messages=messages))
        messages = [message if it is old else it for it in before.messages]
        catalogue = replace(before, messages=messages)
        here, there = entry_text(old), entry_text(message)
        if self.text.count(here) != 1:
            return rendered(catalogue)
        return Rendered(catalogue, self.text.replace(here, there))


def rendered(catalogue: Catalogue) -> Rendered:
    """Return a catalogue with its text."""
    return Rendered(catalogue, render(catalogue))

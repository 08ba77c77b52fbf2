"""Everything that happens to démarches. One module per gesture."""

from espace_client.demarches.deciding import Decision
from espace_client.demarches.moving import UnableToMove
from espace_client.demarches.operations.answering import (
    WantedDocument,
    accept,
    advance,
    answer_step,
    ask_documents,
    close,
    confirm,
    decide,
    decline_proposal,
    judge_document,
    study,
    take,
    wait_for_other,
    write_down_call,
)
from espace_client.demarches.operations.bringing import bring_requests
from espace_client.demarches.operations.coming_back import (
    contest,
    give_documents,
    reopen,
    take_up_again,
    withdraw,
)
from espace_client.demarches.operations.filling import (
    UnableToBegin,
    attach,
    begin,
    forget_draft,
    send,
    take_back,
    write,
)
from espace_client.demarches.operations.keeping_promises import (
    close_what_is_decided,
    drop_what_is_silent,
    forget_old_drafts,
    remind_all_of_documents,
    remind_of_drafts,
    renew_promise,
    renew_promises,
)
from espace_client.demarches.operations.measuring import measure_delays
from espace_client.demarches.operations.paying import (
    owe,
    settle_payment,
    take_payment_back,
    take_payment_file,
    watch_transfers,
)

__all__ = [
    "Decision",
    "UnableToBegin",
    "UnableToMove",
    "WantedDocument",
    "accept",
    "advance",
    "answer_step",
    "ask_documents",
    "attach",
    "begin",
    "bring_requests",
    "close",
    "close_what_is_decided",
    "confirm",
    "contest",
    "decide",
    "decline_proposal",
    "drop_what_is_silent",
    "forget_draft",
    "forget_old_drafts",
    "give_documents",
    "judge_document",
    "measure_delays",
    "owe",
    "remind_all_of_documents",
    "remind_of_drafts",
    "renew_promise",
    "renew_promises",
    "reopen",
    "send",
    "settle_payment",
    "study",
    "take",
    "take_back",
    "take_payment_back",
    "take_payment_file",
    "take_up_again",
    "wait_for_other",
    "watch_transfers",
    "withdraw",
    "write",
    "write_down_call",
]

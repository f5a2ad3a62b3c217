"""What Python's email package makes of a mail, as JSON; its attachments are written into a folder.

Usage: read_back.py MAIL FOLDER
"""

import email
import email.policy
import json
import sys
from pathlib import Path

mail = email.message_from_bytes(Path(sys.argv[1]).read_bytes(), policy=email.policy.default)
folder = Path(sys.argv[2])
attachments = []
for part in mail.iter_attachments():
    (folder / part.get_filename()).write_bytes(part.get_payload(decode=True))
    attachments.append({"name": part.get_filename(), "type": part.get_content_type()})
wanted = ["From", "To", "Subject", "Date", "Auto-Submitted", "MIME-Version"]
print(
    json.dumps(
        {
            "headers": {name: str(mail[name]) for name in wanted},
            "sender": [[address.display_name, address.addr_spec] for address in mail["From"].addresses],
            "receivers": [[address.display_name, address.addr_spec] for address in mail["To"].addresses],
            "message_id": str(mail["Message-ID"]),
            "text": mail.get_body(("plain",)).get_content(),
            "html": mail.get_body(("html",)).get_content(),
            "attachments": attachments,
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        }
    )
)

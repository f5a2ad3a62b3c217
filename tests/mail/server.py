"""A real mail server (aiosmtpd) on the loopback for one test: says its port, keeps what it is given, ends with its input.

Usage: server.py MODE FOLDER, where MODE is starttls, tls, other-name (a certificate for another name), refusing or
hanging. The folder gets ca.pem, the certificate of the issuer, and for every mail N.eml and N.json.
"""

import asyncio
import datetime
import ipaddress
import json
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = b"shop@example.com", "口令 hunter2".encode()


def certificate(folder, names):
    """An issuer made for this run, and a certificate of it."""
    now = datetime.datetime.now(datetime.timezone.utc)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "an issuer of a test")])

    def signed(builder, name, of):
        builder = builder.subject_name(name).issuer_name(ca_name).public_key(of.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority = x509.CertificateBuilder().add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    (folder / "ca.pem").write_bytes(signed(authority, ca_name, ca_key))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server of a test")])
    server = x509.CertificateBuilder().add_extension(x509.SubjectAlternativeName(names), False)
    pem = signed(server, name, key)
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem + key_pem)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return context


class Handler:
    def __init__(self, mode, folder):
        self.mode, self.folder, self.count = mode, folder, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refusing" and address.startswith("second"):
            return f"550 5.1.1 <{address}> unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        (self.folder / f"{self.count}.eml").write_bytes(envelope.original_content)
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "encrypted": session.ssl is not None or self.mode == "tls",
        }
        (self.folder / f"{self.count}.json").write_text(json.dumps(facts))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=is_right, handled=is_right, auth_data=data)


async def main(mode, folder):
    loop = asyncio.get_running_loop()
    host = "elsewhere.example.com" if mode == "other-name" else "localhost"
    names = [x509.DNSName(host)]
    if mode != "other-name":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    context = certificate(folder, names)
    handler = Handler(mode, folder)

    def protocol():
        if mode == "hanging":
            return asyncio.Protocol()
        if mode == "tls":
            return SMTP(
                handler, hostname="localhost", authenticator=authenticate, auth_required=True, auth_require_tls=False
            )
        return SMTP(
            handler,
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            authenticator=authenticate,
            auth_required=True,
        )

    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Until the test lets go of it, which it also does when it fails.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(sys.argv[1], Path(sys.argv[2])))

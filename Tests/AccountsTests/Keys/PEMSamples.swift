/// Keys as openssl wrote them, for tests alone.
enum PEMSamples {
    static let ed25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIGlrE4MoaFaLxsf8wk+c5LLv6NmgWZFtLnz2gWAaRDEp
        -----END PRIVATE KEY-----
        """
    static let x25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIEBPoVpkM7Q9Q/QuC62ekb9J1cXO6wzHyV8kW7VPSvh6
        -----END PRIVATE KEY-----
        """
    static let p256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIrBtpFbAedOBsyv4
        9nY4vh33d/f9ermJfRLhtGtCTsOhRANCAAQqUJYwq4pPVmc9stqTR9sH2fWESSzP
        g/S2mi5e6PpozWAT4foMfq249z5tdAmiYZwJZD86J+ymJI65s3Ga/ozI
        -----END PRIVATE KEY-----
        """
    static let p256WithParameters = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEICKwbaRWwHnTgbMr+PZ2OL4d93f3/Xq5iX0S4bRrQk7DoAoGCCqGSM49
        AwEHoUQDQgAEKlCWMKuKT1ZnPbLak0fbB9n1hEksz4P0tpouXuj6aM1gE+H6DH6t
        uPc+bXQJomGcCWQ/OifspiSOubNxmv6MyA==
        -----END EC PRIVATE KEY-----
        """
    static let p384 = """
        -----BEGIN EC PRIVATE KEY-----
        MIGkAgEBBDD4nTeMef+hnhSkNXCZOkXIOdsJzVYp1aOGLWfRZO3MTAbMtCkuAPmK
        s4EdOR7RReWgBwYFK4EEACKhZANiAASXhfT809qVAVyE2RkHpNBIQrQGLGtNyF7W
        C/iu8tA9gYEarMXmWT7D0qqVW+5RLPnaApVioE+uSEaF07v21o9LdpJLj0mjiV9L
        45yfIZAZhrp8LRvVBdJCr8hyHFOx5YA=
        -----END EC PRIVATE KEY-----
        """
    static let rsa1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAJZ4vfOL8Rr6+pb2
        D3EpkYInoFsbQK5tofJ4gxEdxcNnRCMdHWTeIg+tnLzGyeEx2/y3nDB3KjK8JTDS
        vjWDWkgqS92Yla3O35RqTiDM6qDdK1O4q98oYnOAcGlegu52WEQ0u9AIE8dErxZg
        cCU/pmYQbN3IPGavqmycgJ+FQbgfAgMBAAECgYAN5vPt14UcMAoM/ojotKV79/tJ
        z5fHRdvLkjTR1QVbi2PxNpRrqFZPSoQLsPYf90JS9AfbNndQnq909lOakBs8IV+0
        RSGzArEuggBmP9S2sYwfc9x3BcKlN5up/Zs+OJlzZ9tTxd/o0mdrjNII7zAwXnZ4
        shPNVk4EuyMgTZuaIQJBAMWiFXBVr59Cx6RTNBSnzj9960uy2LlEGse2MUUCVPhl
        jbmy/sIGUZ6uLm4SnTIEQ1tQjCQYl6nZrHhBMVQNAi8CQQDC6QvlMlSsKJvDndDD
        d3AjCI/Jx2T16xrw698s2zYEEkC4ZIlZLRjf9T0r1xghiqWpHC902c1/A7zWVVrM
        Ht0RAkEAgSn9eP2HWj7625rFXvqNAVH6he7NVcf8+KlKah+sCOvWRJeHiKc4kMyl
        66qesiG3I+bwsGaiOI/a+H0jEBuwYQJAPVY5eBcurj7ZReYUHG8pytyW41jsXLdv
        8wFHakZR6VYVJ/H7hyS5/0Cdz34RCf0nxOApzwv7r0zt0EVsHXBZAQJBAMOcMIW6
        XLdRGoaFvpb5LE9jlFD5r8+gRf9GalsqwudgDZRnmov+Wn1cV6/HSosvphMbWqaQ
        oZPjUWljGFwGCac=
        -----END PRIVATE KEY-----
        """
    static let rsa = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCqzLaJiBprsKLB
        j4ZuGf4g4gwrH+HPwZgkAANQSHH2NwS6A0KTwD68r8gUSvg32Z0iLen8Kv54Kxiy
        TlTcOxYPvQMs1bIaeLsRiqb88Go66KbdDsA+V+eBv7OPObUAg2HJHCeKM+tC4kju
        Oiywgid0HV9ue5KKPUHkzGqSLawefxdjC/PCstjoQqi0+QkVIdKyIS5WCQGnTGIr
        gwb+VWzSt8gdPjkb9f4cXUtxB9BZClHSARFq1Rj5sbfRZF56/WXq9reWuJ1sMhny
        pznt2MPqDADkUXD9Ompp3b5U6RRVjHP/19PuAB+wj2t39QAr+6SOconUIFUjrmu7
        ynKLOeGfAgMBAAECggEAO0tBLWKuBWe3QOoSGaP1aLYA0nHJg0XqisjkXZkg0wCL
        qAXctY1eWkPN+lmCbWUjG0wEOHI2kEIp2zC9Xg03HfSYpxZys6TpEHBpg1L1FglR
        cFmgHKSIrq7954F5mDmEF3yqL1zR1hDXj7hrbkVo6/MMf77vgwU8HHFop+GqKJWV
        brepyr0vLgNET2t5LEId1cIoHmerpbvXbzJFIQiJxu61vZwpt9c2rCBR7uTMnmTf
        XUjNhj8Fd5Nwdae7oEMkwcRmWjp5MQh9uL6XtFkaFT4MG8fyFpXFWIlE+7JgWZhs
        nR9ePsrWESCfSMqAVJ5PnU6xEqDggJhcuvj+7v7x8QKBgQDoI9FTuxUjWGOlC2Ze
        GCryc4H4MAFmuEg9F0FAxX9eMH1jpU4mWi7gdf+ZGVuyMZRxvLHo82aroq3POVe1
        giT6NidIGFzWIkPXyIZy8sPxandR9T86E+Muz/7ALAhRM0xxIkGAgNDLgRAh3Aqu
        U6mjfj6GnAVUBNp1HrnfnjCMDwKBgQC8WuE2ANHylFPZ+50dRxygGSzjC9IOa3Dk
        wbFrLbqCPiW0JV8kzKumR3YHSA1LrAU6hPvFiGBZNA5sVNPrLFwTGQZGxWlIIquf
        B8Q5dwkdhdoxvBfkgdAI/eCp3CtEUYFgmwJhYI8oe7AjnKvufQrfOiiQpFsgyhz3
        4wnVxMABcQKBgQCMp28k+Z0ELoEptm+PIbub7crZM1UWBSCYC2gZM9FJo73Fy5o/
        eLMgg76b6BZ8MLhN9dQiXqBd7JK9lXQEYVfAV2GTuFc/08EhlLmKGngI5cZoXV2y
        9evYKGSl0cg0Uw3FGslvcB2SwJ+itG2wVLbbfhmqfAxqbQpknnpm+LVXlwKBgGEs
        dbIZvDbtRVFZmVYogOEr+9drGsTrs0OhljnYTrew/lyxRyPCH/BaP89D4fAfYFcv
        koD3edWroKFNJkPXD+2eZHmQkV9w25/hLuACxIYhr08nXiA6xKxO5mBbwUquzhOc
        BR9d5J2bKmVFCAKzKi++Xn04/fatr0JINKO/rNtRAoGALgk/XhpL6ugdyy1caJRv
        TDFQ9+EoZjWBEQB7Z4xxX93UPI4zMrrRQJVnUjOauvVZW5rqiRMr8xQjx6J0dMV4
        w1tconH3+EB+Sn1xPMJ8TkQ6Fwlm3Cggdyo4Cf/p1qvUY8JuMiJra+JYGX/B+UrO
        H+gJFNF5sOvqjYB5B0wURrw=
        -----END PRIVATE KEY-----
        """
    static let rsaTraditional = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEowIBAAKCAQEAqsy2iYgaa7CiwY+Gbhn+IOIMKx/hz8GYJAADUEhx9jcEugNC
        k8A+vK/IFEr4N9mdIi3p/Cr+eCsYsk5U3DsWD70DLNWyGni7EYqm/PBqOuim3Q7A
        Plfngb+zjzm1AINhyRwnijPrQuJI7jossIIndB1fbnuSij1B5Mxqki2sHn8XYwvz
        wrLY6EKotPkJFSHSsiEuVgkBp0xiK4MG/lVs0rfIHT45G/X+HF1LcQfQWQpR0gER
        atUY+bG30WReev1l6va3lridbDIZ8qc57djD6gwA5FFw/Tpqad2+VOkUVYxz/9fT
        7gAfsI9rd/UAK/ukjnKJ1CBVI65ru8pyiznhnwIDAQABAoIBADtLQS1irgVnt0Dq
        Ehmj9Wi2ANJxyYNF6orI5F2ZINMAi6gF3LWNXlpDzfpZgm1lIxtMBDhyNpBCKdsw
        vV4NNx30mKcWcrOk6RBwaYNS9RYJUXBZoBykiK6u/eeBeZg5hBd8qi9c0dYQ14+4
        a25FaOvzDH++74MFPBxxaKfhqiiVlW63qcq9Ly4DRE9reSxCHdXCKB5nq6W7128y
        RSEIicbutb2cKbfXNqwgUe7kzJ5k311IzYY/BXeTcHWnu6BDJMHEZlo6eTEIfbi+
        l7RZGhU+DBvH8haVxViJRPuyYFmYbJ0fXj7K1hEgn0jKgFSeT51OsRKg4ICYXLr4
        /u7+8fECgYEA6CPRU7sVI1hjpQtmXhgq8nOB+DABZrhIPRdBQMV/XjB9Y6VOJlou
        4HX/mRlbsjGUcbyx6PNmq6KtzzlXtYIk+jYnSBhc1iJD18iGcvLD8Wp3UfU/OhPj
        Ls/+wCwIUTNMcSJBgIDQy4EQIdwKrlOpo34+hpwFVATadR65354wjA8CgYEAvFrh
        NgDR8pRT2fudHUccoBks4wvSDmtw5MGxay26gj4ltCVfJMyrpkd2B0gNS6wFOoT7
        xYhgWTQObFTT6yxcExkGRsVpSCKrnwfEOXcJHYXaMbwX5IHQCP3gqdwrRFGBYJsC
        YWCPKHuwI5yr7n0K3zookKRbIMoc9+MJ1cTAAXECgYEAjKdvJPmdBC6BKbZvjyG7
        m+3K2TNVFgUgmAtoGTPRSaO9xcuaP3izIIO+m+gWfDC4TfXUIl6gXeySvZV0BGFX
        wFdhk7hXP9PBIZS5ihp4COXGaF1dsvXr2ChkpdHINFMNxRrJb3AdksCforRtsFS2
        234ZqnwMam0KZJ56Zvi1V5cCgYBhLHWyGbw27UVRWZlWKIDhK/vXaxrE67NDoZY5
        2E63sP5csUcjwh/wWj/PQ+HwH2BXL5KA93nVq6ChTSZD1w/tnmR5kJFfcNuf4S7g
        AsSGIa9PJ14gOsSsTuZgW8FKrs4TnAUfXeSdmyplRQgCsyovvl59OP32ra9CSDSj
        v6zbUQKBgC4JP14aS+roHcstXGiUb0wxUPfhKGY1gREAe2eMcV/d1DyOMzK60UCV
        Z1Izmrr1WVua6okTK/MUI8eidHTFeMNbXKJx9/hAfkp9cTzCfE5EOhcJZtwoIHcq
        OAn/6dar1GPCbjIia2viWBl/wflKzh/oCRTRebDr6o2AeQdMFEa8
        -----END RSA PRIVATE KEY-----
        """
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgXi4yHTv97UgICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEOdvHAnrFv7vh4Qw+1T0lwsEQCeR
        pPufvKzE/tWnF5dqmufhoUSPdGCkO+dpM+Lv12BYt2Oz7mP3+T65CPhMfdSm4n09
        XM+RWdsN+e0YjSPynVs=
        -----END ENCRYPTED PRIVATE KEY-----
        """
    static let publicOnly = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAk4QLXU5+yGHHfZewscBpG2XiXidpc8+g3HZi/Yh1MI8=
        -----END PUBLIC KEY-----
        """
    static let encryptedTraditional = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,7D7E5D0DC7660234863D48442F91AD0D

        mAtkqL969hOkPY2QqN65o61QWCZG54rSaZqH9DEfPwSHzqUgkqaqPCZCPHyydaUe
        -----END RSA PRIVATE KEY-----
        """
}
